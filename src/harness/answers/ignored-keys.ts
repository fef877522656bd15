import { type Difference, differenceOfExtents } from './difference.ts';
import { merged } from './extents/extent-list.ts';
import type { ReadExtent } from './extents/read-extent.ts';
import { normalised } from './normalise.ts';
import type { Outcome } from './outcome.ts';
import { describeEnd, differenceOfOutcomes } from './outcome-difference.ts';
import { parseStdout } from './parse-stdout.ts';

/** The keys of a map in JSON that a comparison can ignore. */
export const ignorableKeys = ['depth', 'present', 'zero', 'data', 'compressed', 'offset'] as const;
export type IgnorableKey = (typeof ignorableKeys)[number];

/**
 * The first difference of two outcomes of one query that isn't only in these keys of the JSON. Extents that differ in nothing
 * else are merged before they are compared, as qemu-img itself merges them: a version that doesn't know `present` prints one
 * extent where a later one prints two.
 */
export function differenceIgnoring(
  keys: readonly IgnorableKey[],
  left: Outcome,
  right: Outcome,
): Difference | undefined {
  const difference = differenceOfOutcomes(left, right);
  if (keys.length === 0 || difference === undefined) return difference;
  if (describeEnd(left.end) !== describeEnd(right.end)) return difference;
  if (!normalised(left).stderr.equals(normalised(right).stderr)) return difference;
  const [leftMap, rightMap] = [parseStdout(left), parseStdout(right)];
  if (leftMap.kind !== 'extents' || leftMap.output !== 'json') return difference;
  if (rightMap.kind !== 'extents' || rightMap.output !== 'json') return difference;
  const without = (extents: readonly ReadExtent[]): ReadExtent[] =>
    merged(extents.map(extent => ({ ...extent, ...Object.fromEntries(keys.map(key => [key, undefined])) })));
  return differenceOfExtents(without(leftMap.extents), without(rightMap.extents));
}
