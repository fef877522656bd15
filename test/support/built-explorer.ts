import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildExplorer } from './build-explorer.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the page, built from the sources as they are. */
    explorerAddress: string;
  }
}

/** Before the tests of the page: builds it once for all of them, since that takes 3.5 s of CPU. It is removed after them. */
export default async function provideExplorer({ provide }: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'map-parity-explorer-'));
  provide('explorerAddress', await buildExplorer(folder));
  return () => rmSync(folder, { recursive: true, force: true });
}
