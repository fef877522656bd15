import type { PastedMap } from '../../answers/pasted/pasted-map.ts';

/** Guest bytes that a map of qemu before 6.1 leaves open: zero-plain in the layer at `depth`, or unallocated. */
export interface AmbiguousRange {
  readonly start: bigint;
  readonly end: bigint;
  readonly depth: number;
  readonly line: number;
  readonly takenFor: 'unallocated' | 'zero-plain';
}

/**
 * What a map without `present` doesn't tell: zeros without a host offset. Where deeper layers follow, the layer below
 * still goes on, so that only explicit zeros can hide it; behind the last of them it may have ended.
 */
export function ambiguousRanges({ output, extents }: PastedMap): AmbiguousRange[] {
  const deepest = extents.reduce((most, { depth = 0 }) => Math.max(most, depth), 0);
  const ranges: AmbiguousRange[] = [];
  let deepestBehind = 0;
  for (const { start, length, depth = 0, line, present, zero, data, offset } of extents.toReversed()) {
    const open = present === undefined && zero && !data && offset === undefined && deepestBehind <= depth;
    deepestBehind = Math.max(deepestBehind, depth);
    if (output === 'human' || !open) continue;
    const takenFor = depth === deepest ? 'unallocated' : 'zero-plain';
    ranges.push({ start, end: start + length, depth, line, takenFor });
  }
  return ranges.reverse();
}
