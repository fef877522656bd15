import * as fc from 'fast-check';
import { plainestCell } from '../../recipe/cells/cell-row.ts';
import type { MixedCell, SubclusterState, UniformCell } from '../../recipe/recipe.ts';

/** Constraints of `mixedCell`. */
export interface MixedCellConstraints {
  /** Whether the cluster has a host offset. */
  host: boolean;
  /**
   * Whether a run of its subclusters is illegal.
   * @defaultValue false
   */
  illegal?: boolean;
}

/** Holes are rare, as in whole cells. */
const hosted: readonly (readonly [SubclusterState, number])[] = [
  ['data', 12],
  ['reserved', 10],
  ['zero-allocated', 10],
  ['data-hole', 1],
];

const hostless: readonly (readonly [SubclusterState, number])[] = [
  ['unallocated', 1],
  ['zero-plain', 1],
];

const mostCuts = 5;

/** For clusters of up to six runs of subclusters, cut anywhere. If all runs have the same state, for a uniform cell. */
export function mixedCell(constraints: MixedCellConstraints): fc.Arbitrary<UniformCell | MixedCell> {
  const { host, illegal = false } = constraints;
  const state = fc.oneof(
    ...(host ? hosted : hostless).map(([value, weight]) => ({ weight, arbitrary: fc.constant(value) })),
  );
  const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 31 }), {
    minLength: 1,
    maxLength: mostCuts,
    size: 'max',
  });
  const states = fc.array(state, { minLength: mostCuts + 1, maxLength: mostCuts + 1 });
  return fc.tuple(cuts, states, fc.nat()).map(([cut, drawn, die]) => {
    const ends = [...cut.toSorted((a, b) => a - b), 32];
    const spoilt = illegal ? drawn.with(die % ends.length, 'illegal') : drawn;
    return plainestCell({
      state: 'mixed',
      subclusters: ends.map((end, index) => ({
        state: spoilt[index]!,
        count: end - (ends[index - 1] ?? 0),
      })),
    });
  });
}
