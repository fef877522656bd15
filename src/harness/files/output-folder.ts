import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Makes a folder, and the missing folders above it. It makes them one by one: Node's `recursive` never returns below /proc
 * (24.21), and reports ENOENT on a read-only file system.
 *
 * @returns the topmost folder that was made; undefined when all existed
 */
export function makeFolder(path: string): string | undefined {
  if (existsSync(path)) return undefined;
  const above = makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have made it since.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return above;
  }
  return above ?? path;
}

/**
 * Makes a folder and fills it. When `fill` fails, or `cancel` has fired meanwhile, everything that was added is removed, so
 * that no half-filled folder is left.
 */
export async function fillFolder<T>(
  folder: string,
  fill: () => T | Promise<T>,
  cancel?: AbortSignal,
): Promise<T> {
  const made = makeFolder(folder);
  const before = new Set(readdirSync(folder));
  const clear = (): void => {
    const added = readdirSync(folder).filter(name => !before.has(name));
    const paths = made === undefined ? added.map(name => join(folder, name)) : [made];
    for (const path of paths) rmSync(path, { recursive: true, force: true });
  };
  try {
    const filled = await fill();
    if (cancel?.aborted) clear();
    return filled;
  } catch (error) {
    clear();
    // When the disk is full, the error of a write names no file.
    throw (error as NodeJS.ErrnoException).code === 'ENOSPC'
      ? Object.assign(error as Error, { path: folder })
      : error;
  }
}
