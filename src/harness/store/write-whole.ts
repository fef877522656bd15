import { lstatSync, renameSync, writeFileSync } from 'node:fs';

/**
 * Writes a file under another name first: a reader, or the next run, never meets half of it. A device, a pipe or a link, like
 * /dev/stdout, is written to and not replaced.
 */
export function writeWhole(path: string, text: string): void {
  const isReplaced = lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
  writeFileSync(isReplaced ? `${path}.part` : path, text);
  if (isReplaced) renameSync(`${path}.part`, path);
}
