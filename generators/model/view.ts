import type { Band } from './band.ts';

/** A layer as map sees it. */
export interface View {
  /** Guest bytes, in whole sectors: the format says whether a part sector counts. */
  readonly length: bigint;
  /** Sorted, without overlap. The layer leaves the bytes between them open. */
  readonly bands: readonly Band[];
  /** The file of its host offsets, as map prints it: one character a byte. */
  readonly file: string;
}

/** A file name with one character a byte. */
export function byteString(name: string): string {
  return Buffer.from(name).toString('latin1');
}
