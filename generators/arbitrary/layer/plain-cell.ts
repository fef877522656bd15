import * as fc from 'fast-check';
import type { CellState, UniformCell } from '../../recipe/recipe.ts';

/** The states of clusters without subclusters. */
export const plainStates: readonly CellState[] = [
  'unallocated',
  'zero-plain',
  'zero-allocated',
  'data',
  'data-hole',
  'compressed',
];

/** Constraints of `plainCell`. */
export interface PlainCellConstraints {
  /**
   * The states that occur.
   * @defaultValue those of qcow2 clusters without subclusters
   */
  states?: readonly CellState[];
  /**
   * Whether holes are as frequent as data.
   * @defaultValue false
   */
  manyHoles?: boolean;
}

/** Holes are rare: if the host's blocks are larger than clusters, the host decides which of them are visible. */
const weights: Readonly<Record<CellState, number>> = {
  unallocated: 24,
  'zero-plain': 12,
  'zero-allocated': 10,
  data: 24,
  'data-hole': 1,
  compressed: 12,
  reserved: 10,
  illegal: 4,
};

/** For cells in one state. */
export function plainCell(constraints: PlainCellConstraints = {}): fc.Arbitrary<UniformCell> {
  const { states = plainStates, manyHoles = false } = constraints;
  const weightOf = (state: CellState): number =>
    manyHoles && state === 'data-hole' ? weights.data : weights[state];
  if (states.length === 0) throw new RangeError('plainCell: states must not be empty');
  return fc
    .oneof(...states.map(state => ({ weight: weightOf(state), arbitrary: fc.constant(state) })))
    .map(state => ({ state }));
}
