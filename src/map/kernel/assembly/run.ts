/** The answer of one layer for a range of guest bytes. */
@unmanaged
export class Run {
  /** Guest bytes; `end` is the first one after it. */
  start: i64 = 0;
  end: i64 = 0;
  /** The host offset of `start`, or `noOffset`. */
  offset: i64 = 0;
  /** A sum of bits of bits.ts. */
  kind: i32 = 0;
  /** The number of the file that `offset` refers to; see `ImageFormat.extents`. */
  file: i32 = 0;
}
