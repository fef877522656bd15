import { compressedBit, dataBit, noOffset, zeroBit } from '../format/runs.ts';

/** The layer itself says data or zero; without it zero is only what nothing reads as. */
export const presentBit = 8;

const depthUnit = 16;
/** Few: a loop over them ends before the compiler makes code to enter it in the middle, beside that of its function. */
const usualCapacity = 64;

/**
 * What map tells of a step, in one number: sixteen times the depth of the layer that decides, and a sum of `dataBit`,
 * `zeroBit`, `compressedBit` (format/runs.ts) and `presentBit`.
 */
export function tellingOf(depth: number, flags: number): number {
  return depth * depthUnit + flags;
}

/** The numbers whose bits tell the depth, and those flags. */
export function tellingMask(flags: number): number {
  return -depthUnit | flags;
}

/** What a number of `tellingOf` stands for, as it is printed. */
export interface Telling {
  readonly depth: number;
  readonly present: boolean;
  readonly zero: boolean;
  readonly data: boolean;
  readonly compressed: boolean;
}

export function readTelling(telling: number): Telling {
  return {
    depth: Math.floor(telling / depthUnit),
    present: (telling & presentBit) !== 0,
    zero: (telling & zeroBit) !== 0,
    data: (telling & dataBit) !== 0,
    compressed: (telling & compressedBit) !== 0,
  };
}

/**
 * What the chain answers for stretches of guest bytes, one next to the other, many at a time in arrays of numbers: of a
 * walk over millions none is an object, and no double goes from function to function, which would make each an object.
 */
export class Steps {
  count = 0;
  /** Guest bytes. */
  readonly starts: Float64Array;
  /** Bytes. */
  readonly lengths: Float64Array;
  /** Numbers of `tellingOf`. */
  readonly tellings: Int32Array;
  /** Where the start is in the file of the layer that decides, in bytes, or `noOffset`. */
  readonly offsets: Float64Array;

  constructor(capacity: number = usualCapacity) {
    this.starts = new Float64Array(capacity);
    this.lengths = new Float64Array(capacity);
    this.tellings = new Int32Array(capacity);
    this.offsets = new Float64Array(capacity);
  }

  get full(): boolean {
    return this.count === this.starts.length;
  }

  /**
   * Takes in the step that stands in the arrays at `count`: it is one more, or lengthens the last one, where map prints
   * both as one.
   *
   * @param mask those bits of tellings that keep steps apart
   */
  take(mask: number): void {
    const { count, lengths, tellings, offsets } = this;
    const last = count - 1;
    if (last >= 0 && ((tellings[last]! ^ tellings[count]!) & mask) === 0) {
      const expected = offsets[last] === noOffset ? noOffset : offsets[last]! + lengths[last]!;
      if (offsets[count] === expected) {
        lengths[last]! += lengths[count]!;
        return;
      }
    }
    this.count = count + 1;
  }

  /** Forgets all steps but the last. */
  keepLast(): void {
    const last = this.count - 1;
    if (last < 1) return;
    this.starts[0] = this.starts[last]!;
    this.lengths[0] = this.lengths[last]!;
    this.tellings[0] = this.tellings[last]!;
    this.offsets[0] = this.offsets[last]!;
    this.count = 1;
  }
}
