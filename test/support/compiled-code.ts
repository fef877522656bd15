import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Before all tests: has the programs that they start keep their compiled code in one folder, which is removed after the tests. A command
 * then starts with half the CPU time: without, each takes the types out of its sources anew. A folder that is set already is left as it is.
 */
export default function keepCompiledCode(): (() => void) | undefined {
  if (process.env.NODE_COMPILE_CACHE !== undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'map-parity-compiled-'));
  process.env.NODE_COMPILE_CACHE = folder;
  return () => {
    delete process.env.NODE_COMPILE_CACHE;
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
}
