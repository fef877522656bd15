import type { ImageFile } from '../../../file/image-file.ts';

/** A table of big-endian 64-bit words, as a whole. Word i is `halves[2 * i]` (upper) and `halves[2 * i + 1]` (lower). */
export interface Table {
  /** Where it is in the file, in bytes. */
  readonly offset: number;
  readonly halves: Uint32Array;
}

/** @param entries the number of 64-bit words; past the end of the file they are zeros */
export function readTable(file: ImageFile, offset: number, entries: number): Table {
  const halves = new Uint32Array(2 * entries);
  file.readInto(new Uint8Array(halves.buffer), offset);
  const fields = new DataView(halves.buffer);
  for (let index = 0; index < halves.length; index++) halves[index] = fields.getUint32(4 * index);
  return { offset, halves };
}
