import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Makes a folder, and those above it where they aren't there. One by one: Node's own recursive way never comes back below
 * /proc (24.21), and on a file system that can't be written says that there is no such folder.
 *
 * @returns the topmost that was made, or undefined where all were there
 */
export function makeFolder(path: string): string | undefined {
  if (existsSync(path)) return undefined;
  const above = makeFolder(dirname(path));
  mkdirSync(path);
  return above ?? path;
}

/**
 * Makes a folder and has it filled. Where that fails, or `cancel` has fired meanwhile, what has come into it goes again:
 * nobody finds half of it.
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
    // Where the disk is full, the error of a write names no file.
    throw (error as NodeJS.ErrnoException).code === 'ENOSPC'
      ? Object.assign(error as Error, { path: folder })
      : error;
  }
}
