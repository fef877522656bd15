import * as fc from 'fast-check';
import type { Edit } from '../../../recipe/recipe.ts';
import type { Landmarks } from '../landmarks.ts';
import { tableEntryWord, writtenCluster } from './table-edits.ts';

/** A stretch of subclusters as bits, from bit 0 of a half of the bitmap. */
const stretch: fc.Arbitrary<bigint> = fc
  .tuple(fc.integer({ min: 0, max: 31 }), fc.constantFrom(1, 1, 2, 8, 31, 32))
  .map(([first, count]) => BigInt.asUintN(32, ((1n << BigInt(count)) - 1n) << BigInt(first)));

/**
 * A bitmap of an extended L2 entry (docs/interop/qcow2, "Extended L2 Entries"): allocated subclusters in the low half,
 * zeros in the high half. Both bits set: illegal.
 */
const bitmap: fc.Arbitrary<bigint> = fc.oneof(
  fc.tuple(stretch, stretch).map(([allocated, zeros]) => (zeros << 32n) | allocated),
  stretch.map(both => (both << 32n) | both),
  stretch,
  stretch.map(zeros => zeros << 32n),
  fc.constantFrom(0n, (1n << 64n) - 1n),
);

/** For damage of one to three extended L2 entries: the bitmap, and now and then the word before it. */
export function subclusterEdits(landmarks: Landmarks): fc.Arbitrary<Edit[]> {
  const one = writtenCluster(landmarks).chain(index => {
    const map = bitmap.map((value): Edit => ({ field: 'l2-bitmap', index, value }));
    const word = tableEntryWord(landmarks).map((value): Edit => ({ field: 'l2', index, value }));
    return fc.oneof(
      { weight: 3, arbitrary: map.map(edit => [edit]) },
      { weight: 1, arbitrary: fc.tuple(word, map) },
    );
  });
  return fc.array(one, { minLength: 1, maxLength: 3, size: 'max' }).map(parts => parts.flat());
}
