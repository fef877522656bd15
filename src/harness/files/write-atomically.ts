import { lstatSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** Whether what is written to a path takes the place of what is there: not so of a device, a pipe or a link, like /dev/stdout. */
export function isReplaced(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
}

/** Writes a file under another name first: a reader, or the next run, never meets half of it. */
export function writeAtomically(path: string, text: string): void {
  const target = isReplaced(path) ? `${path}.part` : path;
  try {
    writeFileSync(target, text);
    if (target !== path) renameSync(target, path);
  } catch (error) {
    if (target !== path) rmSync(target, { force: true });
    // The error of a full disk names no file, others the one that is gone.
    throw Object.assign(error as Error, { path });
  }
}
