import * as fc from 'fast-check';
import type { CellRun } from '../../recipe/recipe.ts';

/** Programs read an L2 table that is larger than this in parts, as qemu's cache does where tables are many. In bytes. */
const partBytes = 1 << 16;

/** How often a row begins far into a table that has several parts: once in so many. */
const onceIn = 3;

/**
 * For what a row begins with: nothing mostly; where L2 tables have several parts now and then so many unallocated
 * clusters that the first part ends behind the first, second or third cell after them, or with the last of them.
 */
export function farIntoTable({
  unit,
  extendedL2,
}: {
  readonly unit: number;
  readonly extendedL2?: true | undefined;
}): fc.Arbitrary<CellRun[]> {
  if (unit <= partBytes) return fc.constant([]);
  const inPart = partBytes / (extendedL2 ? 16 : 8);
  return fc
    .tuple(fc.integer({ min: 1, max: onceIn }), fc.integer({ min: 0, max: 3 }))
    .map(([die, before]): CellRun[] => (die === 1 ? [{ state: 'unallocated', count: inPart - before }] : []));
}
