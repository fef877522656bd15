import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A temporary folder of one test file, removed after its tests. */
export interface TestFolder {
  readonly path: string;
  /** Writes a file into the folder. */
  readonly put: (name: string, bytes: string | Uint8Array) => void;
}

/** Makes a temporary folder for the test file that calls it. */
export function testFolder(): TestFolder {
  const path = mkdtempSync(join(tmpdir(), 'map-parity-test-'));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return { path, put: (name, bytes) => writeFileSync(join(path, name), bytes) };
}
