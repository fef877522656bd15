import { endianness } from 'node:os';
import type { ImageFile } from '../../file/image-file.ts';

/** A table of big-endian 64-bit words, read at once: word i is `halves[2 * i]` (upper) and `halves[2 * i + 1]`. */
export interface Table {
  /** Where it stands in the file, in bytes. */
  readonly offset: number;
  readonly halves: Uint32Array;
}

const swap = endianness() === 'LE';

/** @param entries the number of 64-bit words */
export function readTable(file: ImageFile, offset: number, entries: number): Table {
  const bytes = file.read(offset, entries * 8);
  if (swap) bytes.swap32();
  return { offset, halves: new Uint32Array(bytes.buffer, bytes.byteOffset, entries * 2) };
}
