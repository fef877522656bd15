import * as fc from 'fast-check';
import type { Edit } from '../../recipe/recipe.ts';
import type { Landmarks } from './landmarks.ts';
import { writtenCluster } from './table-edits.ts';

const copied = 1n << 63n;

/**
 * For a table entry whose host offset is in the middle of a cluster: of an L2 table, of data or of zeros. Some table exists, and
 * clusters have more than the 512 bytes that an offset is counted in.
 */
export function unalignedEdits(landmarks: Landmarks): fc.Arbitrary<Edit[]> {
  const { clusterSize, slots, l2 } = landmarks.layout;
  const half = BigInt(clusterSize / 2);
  const table = fc
    .constantFrom(...l2.tables.slice(0, 4))
    .map(({ index, offset }): Edit[] => [{ field: 'l1', index, value: copied | (offset + half) }]);
  const data = fc
    .tuple(writtenCluster(landmarks), fc.constantFrom(0n, 0n, 1n))
    .map(([index, zero]): Edit[] => [{ field: 'l2', index, value: copied | (slots.offset + half) | zero }]);
  return fc.oneof(table, { weight: 3, arbitrary: data });
}
