import type { Piece } from './pieces.ts';

/** One file of a layer, without the layer's edits. */
export interface WrittenFile {
  /** Relative to the case's folder. */
  readonly name: string;
  /** Bytes. What no piece covers is a hole. */
  readonly length: bigint;
  /** What is written, in the order of the file. It can be iterated once. */
  readonly pieces: Iterable<Piece>;
}
