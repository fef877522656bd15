import * as fc from 'fast-check';
import type { Edit, Qcow2Layer } from '../../recipe/recipe.ts';
import type { Landmarks } from './landmarks.ts';

/** Bytes of the shortest header of version 3. */
const shortestHeader = 104n;

/** For a header of version 3 that is a byte too short, or an L1 table that is an entry too short. */
export function headerLimitEdits({ version }: Qcow2Layer, { layout }: Landmarks): fc.Arbitrary<Edit[]> {
  const { entries } = layout.l1;
  const edits: Edit[] = [
    ...(version === 2
      ? []
      : [{ field: 'header' as const, name: 'header_length', value: shortestHeader - 1n }]),
    ...(entries === 0 ? [] : [{ field: 'header' as const, name: 'l1_size', value: BigInt(entries - 1) }]),
  ];
  return fc.subarray(edits, { minLength: Math.min(1, edits.length), maxLength: Math.min(1, edits.length) });
}
