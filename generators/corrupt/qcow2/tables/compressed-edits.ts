import * as fc from 'fast-check';
import type { Edit } from '../../../recipe/recipe.ts';
import type { Landmarks } from '../landmarks.ts';
import { writtenCluster } from './table-edits.ts';

const compressed = 1n << 62n;

/** For a table entry of a compressed cluster, which an image with a data file can't have. Some table exists. */
export function compressedEdits(landmarks: Landmarks): fc.Arbitrary<Edit[]> {
  const { offset } = landmarks.layout.slots;
  return fc
    .tuple(writtenCluster(landmarks), fc.constantFrom(0n, offset, offset | 1n))
    .map(([index, word]): Edit[] => [{ field: 'l2', index, value: compressed | word }]);
}
