import * as fc from 'fast-check';
import type { CellRun } from '../../recipe/recipe.ts';

/** Larger L2 tables are read in parts, as qemu's cache does. In bytes. */
const partBytes = 1 << 16;

/** A row begins far into a table of several parts once in this many. */
const onceIn = 3;

/**
 * For the start of a row: mostly nothing. If L2 tables have several parts, now and then enough unallocated clusters
 * that the first part ends right before the row, or after its first, second or third cell.
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
