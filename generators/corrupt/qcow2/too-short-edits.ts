import type { Edit } from '../../recipe/recipe.ts';
import type { Landmarks } from './landmarks.ts';

/** Bytes of the shortest header of version 3. */
const shortestHeader = 104n;

/** The header of version 3 is a byte too short. */
export const shortHeaderEdits: Edit[] = [
  { field: 'header', name: 'header_length', value: shortestHeader - 1n },
];

/** The L1 table, which has an entry, is an entry too short for the image. */
export function shortTableEdits({ layout }: Landmarks): Edit[] {
  return [{ field: 'header', name: 'l1_size', value: BigInt(layout.l1.entries - 1) }];
}
