import * as fc from 'fast-check';
import type { Edit } from '../../../recipe/recipe.ts';
import type { Landmarks } from '../landmarks.ts';
import { clusterOfRow } from './table-edits.ts';

// An offset is counted in 512 bytes, so clusters have more than that. Some L2 table exists.

const copied = 1n << 63n;

/** For a cluster of data or of zeros whose host offset is in the middle of a cluster. */
export function unalignedEdits(landmarks: Landmarks): fc.Arbitrary<Edit[]> {
  const { clusterSize, slots } = landmarks.layout;
  const zero = fc.constantFrom(0n, 0n, 1n);
  return fc
    .tuple(clusterOfRow(landmarks), zero)
    .map(([index, flag]) => [
      { field: 'l2', index, value: copied | (slots.offset + BigInt(clusterSize / 2)) | flag },
    ]);
}

/** For an L2 table whose offset is in the middle of a cluster. */
export function unalignedTableEdits({ layout }: Landmarks): fc.Arbitrary<Edit[]> {
  const half = BigInt(layout.clusterSize / 2);
  return fc
    .constantFrom(...layout.l2.tables.slice(0, 4))
    .map(({ index, offset }) => [{ field: 'l1', index, value: copied | (offset + half) }]);
}
