import * as fc from 'fast-check';
import type { CellState, MixedCell, UniformCell } from '../../recipe/recipe.ts';
import { mixedCell } from './mixed-cell.ts';

/** Constraints of `extendedCell`. */
export interface ExtendedCellConstraints {
  /**
   * Whether clusters may be compressed.
   * @defaultValue true
   */
  compressed?: boolean;
  /**
   * Whether bitmaps may be illegal. A map ends at such a bitmap.
   * @defaultValue false
   */
  illegal?: boolean;
}

const whole: readonly (readonly [CellState, number])[] = [
  ['unallocated', 14],
  ['zero-plain', 8],
  ['zero-allocated', 6],
  ['data', 12],
  ['reserved', 6],
];

/** For cells of layers with extended L2 entries: whole clusters in every state, and mixed ones. */
export function extendedCell(
  constraints: ExtendedCellConstraints = {},
): fc.Arbitrary<UniformCell | MixedCell> {
  const { compressed = true, illegal = false } = constraints;
  const wholes = whole.map(([state, weight]) => ({ weight, arbitrary: fc.constant<UniformCell>({ state }) }));
  return fc.oneof(
    ...wholes,
    { weight: compressed ? 6 : 0, arbitrary: fc.constant<UniformCell>({ state: 'compressed' }) },
    { weight: 30, arbitrary: mixedCell({ host: true }) },
    { weight: 12, arbitrary: mixedCell({ host: false }) },
    { weight: illegal ? 3 : 0, arbitrary: fc.constant<UniformCell>({ state: 'illegal' }) },
    { weight: illegal ? 6 : 0, arbitrary: mixedCell({ host: true, illegal }) },
    { weight: illegal ? 3 : 0, arbitrary: mixedCell({ host: false, illegal }) },
  );
}
