import { inject } from 'vitest';

/** The program `map-parity`, for tests that start it as a process of its own. */
export const main: string = inject('mainProgram');
