import type { PastedMap } from '../../answers/pasted/pasted-map.ts';

/** Guest bytes that are either zero-plain or unallocated in the layer at `depth`: a map of qemu before 6.1 doesn't say which. */
export interface AmbiguousRange {
  readonly start: bigint;
  readonly end: bigint;
  readonly depth: number;
  readonly line: number;
  /** The state that a rebuilt chain has there. */
  readonly takenAs: 'unallocated' | 'zero-plain';
}

/**
 * The ambiguous ranges of a map without `present`: zeros without a host offset. If an extent of a deeper layer follows, the
 * layer below hasn't ended yet, so only explicit zeros can hide it. Behind the last such extent it may have ended.
 */
export function ambiguousRanges({ output, extents }: PastedMap): AmbiguousRange[] {
  const deepest = extents.reduce((most, { depth = 0 }) => Math.max(most, depth), 0);
  const ranges: AmbiguousRange[] = [];
  let deepestBehind = 0;
  for (const { start, length, depth = 0, line, present, zero, data, offset } of extents.toReversed()) {
    const isAmbiguous =
      present === undefined && zero && !data && offset === undefined && deepestBehind <= depth;
    deepestBehind = Math.max(deepestBehind, depth);
    if (output === 'human' || !isAmbiguous) continue;
    const takenAs = depth === deepest ? 'unallocated' : 'zero-plain';
    ranges.push({ start, end: start + length, depth, line, takenAs });
  }
  return ranges.reverse();
}
