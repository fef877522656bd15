/** What one layer answers for a stretch. */
@unmanaged
export class Run {
  /** Guest bytes. */
  start: i64 = 0;
  end: i64 = 0;
  /** The host offset of `start`, or `noOffset`. */
  offset: i64 = 0;
  /** Bits of bits.ts. */
  kind: i32 = 0;
}
