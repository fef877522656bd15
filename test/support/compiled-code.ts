import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A folder for each process that runs tests, by its number: what they start has compiled code in it. */
const folders = resolve('node_modules/.cache/map-parity-compiled');

/**
 * Before all tests: has the programs that they start keep their compiled code in one folder, which is removed after the tests. A command
 * then starts with half the CPU time: without, each takes the types out of its sources anew. A folder that is set already is left as it is.
 */
export default function keepCompiledCode(): (() => void) | undefined {
  if (process.env.NODE_COMPILE_CACHE !== undefined) return undefined;
  mkdirSync(folders, { recursive: true });
  for (const name of readdirSync(folders)) if (!isAlive(Number(name))) remove(name);
  const own = String(process.pid);
  process.env.NODE_COMPILE_CACHE = join(folders, own);
  return () => {
    delete process.env.NODE_COMPILE_CACHE;
    remove(own);
  };
}

/** A process that was killed has left its folder behind. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function remove(name: string): void {
  rmSync(join(folders, name), { recursive: true, force: true, maxRetries: 3 });
}
