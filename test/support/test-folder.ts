import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder of its own for a test file, removed when its tests are done. */
export interface TestFolder {
  readonly path: string;
  /** Writes a file into it. */
  readonly put: (name: string, bytes: string | Uint8Array) => void;
}

export function testFolder(): TestFolder {
  const path = mkdtempSync(join(tmpdir(), 'map-parity-test-'));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return { path, put: (name, bytes) => writeFileSync(join(path, name), bytes) };
}
