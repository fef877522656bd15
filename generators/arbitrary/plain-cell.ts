import * as fc from 'fast-check';
import type { CellState, UniformCell } from '../recipe/recipe.ts';

/** The states of clusters without subclusters. */
export type PlainState = Exclude<CellState, 'reserved' | 'illegal'>;

/** Constraints of `plainCell`. */
export interface PlainCellConstraints {
  /**
   * The states that occur.
   * @defaultValue all six
   */
  states?: readonly PlainState[];
  /**
   * Whether holes are as frequent as data.
   * @defaultValue false
   */
  manyHoles?: boolean;
}

/** Holes are rare: if the host's blocks are larger than clusters, the host decides which of them are visible. */
const weights: Readonly<Record<PlainState, number>> = {
  unallocated: 24,
  'zero-plain': 12,
  'zero-allocated': 10,
  data: 24,
  'data-hole': 1,
  compressed: 12,
};

/** For cells of layers without subclusters. */
export function plainCell(constraints: PlainCellConstraints = {}): fc.Arbitrary<UniformCell> {
  const { states = Object.keys(weights) as PlainState[], manyHoles = false } = constraints;
  const weightOf = (state: PlainState): number =>
    manyHoles && state === 'data-hole' ? weights.data : weights[state];
  if (states.length === 0) throw new RangeError('plainCell: states must not be empty');
  return fc
    .oneof(...states.map(state => ({ weight: weightOf(state), arbitrary: fc.constant(state) })))
    .map(state => ({ state }));
}
