import { noOffset } from '../format/format.ts';

/**
 * What the chain answers for a stretch: the layer that decides, by its depth, and what it says. Bytes; one record is
 * filled anew for each answer.
 */
export interface Step {
  start: number;
  length: number;
  depth: number;
  /** The layer itself says data or zero; false where zero is only what nothing reads as. */
  present: boolean;
  zero: boolean;
  data: boolean;
  compressed: boolean;
  /** The host offset of `start` in the file of the layer at `depth`, or `noOffset`. */
  offset: number;
}

/** What map says of an empty range, at `start`. */
export function emptyStep(start: number): Step {
  return {
    start,
    length: 0,
    depth: 0,
    present: false,
    zero: false,
    data: false,
    compressed: false,
    offset: noOffset,
  };
}
