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

/** Areas of which none touches the next. */
export function* joinedAreas(areas: Iterable<DirtyArea>): Generator<DirtyArea> {
  let last: DirtyArea | undefined;
  for (const area of areas) {
    if (last?.end === area.start) {
      last = { start: last.start, end: area.end };
      continue;
    }
    if (last !== undefined) yield last;
    last = area;
  }
  if (last !== undefined) yield last;
}
