import * as fc from 'fast-check';
import type { Edit } from '../../../recipe/recipe.ts';
import type { Landmarks } from '../landmarks.ts';
import { writtenCluster } from './table-edits.ts';

const copied = 1n << 63n;
const zero = 1n;

/** For the zero flag in one to three L2 entries, which version 2 doesn't have: alone, or beside a host offset. Some table exists. */
export function zeroFlagEdits(landmarks: Landmarks): fc.Arbitrary<Edit[]> {
  const { offset } = landmarks.layout.slots;
  const flagged = fc.record({
    field: fc.constant('l2' as const),
    index: writtenCluster(landmarks),
    value: fc.constantFrom(zero, offset | zero, copied | offset | zero),
  });
  return fc.array(flagged, { minLength: 1, maxLength: 3, size: 'max' });
}
