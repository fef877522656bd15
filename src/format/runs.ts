/** What a layer answers for a run, as a sum of these. Neither data nor zero: the layer leaves it to what is below. */
export const dataBit = 1;
export const zeroBit = 2;
export const compressedBit = 4;
/** Zeros that nothing stands for: the layer reads so because nothing is below it. Together with `zeroBit` alone. */
export const synthesisedBit = 8;
/** Data whose zeros the host file may know better: its holes are to be asked for (qcow2/preallocation.ts). */
export const refineBit = 16;
/**
 * At the run's end stands an entry that makes no sense. qemu finds it already when it asks for a stretch that begins in
 * the run, as far as `ImageFormat.lookAhead` goes.
 */
export const invalidNextBit = 32;

/** The host offset of a run that has none. */
export const noOffset = -1;

const most = 128;

/**
 * Answers of one layer for stretches of guest bytes, one run next to the other. They are found many at a time and kept in
 * arrays of numbers: of a walk over millions no run is an object, and few are asked for singly.
 */
export class Runs {
  /** Guest bytes: where the first run begins, and where the last one ends. */
  start = 0;
  end = 0;
  count = 0;
  /** Where each run ends, in guest bytes. */
  readonly ends: Float64Array = new Float64Array(most);
  /** What each run is: a sum of bits. */
  readonly kinds: Uint8Array = new Uint8Array(most);
  /** The host offset of each run's start, in bytes, or `noOffset`. */
  readonly offsets: Float64Array = new Float64Array(most);

  get full(): boolean {
    return this.count === most;
  }

  /** Forgets all runs; the next one begins at `start`. */
  begin(start: number): void {
    this.start = start;
    this.end = start;
    this.count = 0;
  }

  /** Adds a run from where the last one ends, up to `end`. There has to be room. */
  add(end: number, kind: number, offset: number): void {
    this.ends[this.count] = end;
    this.kinds[this.count] = kind;
    this.offsets[this.count] = offset;
    this.count++;
    this.end = end;
  }

  /** Lets the last run go on to `end`; `kind` is what it is then. */
  extendLast(end: number, kind: number): void {
    this.ends[this.count - 1] = end;
    this.kinds[this.count - 1] = kind;
    this.end = end;
  }
}
