import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { WorstCase } from './worst-case.ts';

/** Writes the files of a case into a folder. */
export function writeWorstCase({ files }: WorstCase, folder: string): void {
  for (const [name, { parts, length }] of Object.entries(files())) {
    const file = openSync(join(folder, name), 'w');
    try {
      for (const [at, bytes] of parts) writeSync(file, bytes, 0, bytes.length, at);
      if (length !== undefined) ftruncateSync(file, length);
    } finally {
      closeSync(file);
    }
  }
}
