import type { ImageFile } from '../../file/image-file.ts';
import { WordWindow } from './word-window.ts';

/** A table of big-endian 64-bit words, as a whole. Word i is `halves[2 * i]` (upper) and `halves[2 * i + 1]` (lower). */
export interface Table {
  /** Where it is in the file, in bytes. */
  readonly offset: number;
  readonly halves: Uint32Array;
}

/** @param entries the number of 64-bit words */
export function readTable(file: ImageFile, offset: number, entries: number): Table {
  const window = new WordWindow(file);
  window.read(offset, entries);
  return { offset, halves: new Uint32Array(window.halves.buffer) };
}
