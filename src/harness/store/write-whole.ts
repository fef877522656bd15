import { renameSync, writeFileSync } from 'node:fs';

/** Writes a file under another name first: a reader, or the next run, never meets half of it. */
export function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.part`, text);
  renameSync(`${path}.part`, path);
}
