import type { ByteString } from '../basics/byte-string.ts';

/** A dirty bitmap that is stored in an image. */
export interface DirtyBitmap {
  readonly name: ByteString;
  /** A program that used it didn't end well, so that nobody knows what it lacks. */
  readonly isInconsistent: boolean;
  /** Programs that write to the image set no bits. */
  readonly isDisabled: boolean;
  /** Guest bytes that one bit covers. */
  readonly granularity: number;
  /**
   * The dirty areas, in order. Two may touch.
   *
   * @throws MapError `unreadable`
   */
  areas(): Iterable<DirtyArea>;
}

/** Guest bytes from `start` up to, not including, `end`. */
export interface DirtyArea {
  readonly start: number;
  readonly end: number;
}
