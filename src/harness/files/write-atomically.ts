import { lstatSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** Whether writing to a path replaces the file there. False for a device, a pipe or a link, such as /dev/stdout. */
export function isReplaced(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
}

/** Writes a file under another name, then renames it: nobody reads half a file, even after a crash. */
export function writeAtomically(path: string, text: string): void {
  const target = isReplaced(path) ? `${path}.part` : path;
  try {
    writeFileSync(target, text);
    if (target !== path) renameSync(target, path);
  } catch (error) {
    if (target !== path) rmSync(target, { force: true });
    // The error of a full disk names no file, and others name the temporary one.
    throw Object.assign(error as Error, { path });
  }
}
