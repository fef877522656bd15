import * as fc from 'fast-check';
import type { Edit } from '../../recipe/recipe.ts';
import type { Landmarks } from './landmarks.ts';

/** Most clusters that a file loses. */
const mostLost = 3;

/** For a file that lacks its last clusters of data, or a part of them, and what is behind: data that the tables describe lies past its end. */
export function pastEndEdits({ layout }: Landmarks): fc.Arbitrary<Edit[]> {
  const { clusterSize, slots } = layout;
  const end = slots.offset + BigInt(slots.used * clusterSize);
  const parts = fc.constantFrom(0, 0, 1, 512, clusterSize / 2).map(BigInt);
  return fc.tuple(fc.integer({ min: 1, max: mostLost }), parts).map(([lost, part]) => {
    const length = end - BigInt(lost * clusterSize) + part;
    return [{ field: 'length', value: length > slots.offset ? length : slots.offset }];
  });
}
