import { compressedBit, dataBit, noOffset, zeroBit } from '../format/runs.ts';

/**
 * What the chain answers for a stretch: the layer that decides, by its depth, and what it says. Bytes; one record is
 * filled anew for each answer.
 */
export interface Step {
  start: number;
  length: number;
  depth: number;
  /** A sum of `dataBit`, `zeroBit`, `compressedBit` (format/runs.ts) and `presentBit`. */
  flags: number;
  /** The host offset of `start` in the file of the layer at `depth`, or `noOffset`. */
  offset: number;
}

/** The layer itself says data or zero; without it zero is only what nothing reads as. */
export const presentBit = 8;

/** What map tells of a step, as it is printed. */
export interface StepFlags {
  readonly present: boolean;
  readonly zero: boolean;
  readonly data: boolean;
  readonly compressed: boolean;
}

export function flagsOf({ flags }: Step): StepFlags {
  return {
    present: (flags & presentBit) !== 0,
    zero: (flags & zeroBit) !== 0,
    data: (flags & dataBit) !== 0,
    compressed: (flags & compressedBit) !== 0,
  };
}

/** What map says of an empty range, at `start`. */
export function emptyStep(start: number): Step {
  return { start, length: 0, depth: 0, flags: 0, offset: noOffset };
}
