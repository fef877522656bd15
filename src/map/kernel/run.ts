/** The answer of one layer for a range of guest bytes. */
export interface Run {
  readonly start: number;
  /** The first guest byte after it. */
  readonly end: number;
  /** A sum of bits of bits.ts. */
  readonly kind: number;
  /** Where `start` lies in the host file, in bytes, or `noOffset`. */
  readonly offset: number;
  /** The number of that file; see `ImageFormat.extents`. Absent: 0. */
  readonly file?: number;
}
