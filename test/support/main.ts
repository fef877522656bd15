import { fileURLToPath } from 'node:url';

/** The program `map-parity`, for tests that start it as a process of its own. */
export const main: string = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
