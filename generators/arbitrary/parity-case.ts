import * as fc from 'fast-check';
import type { Case } from '../recipe/recipe.ts';
import { noWish } from '../wish/wish.ts';
import { type ChainConstraints, chain } from './chain.ts';
import { query } from './query.ts';

/** Constraints of `parityCase`. */
export interface ParityCaseConstraints extends ChainConstraints {
  /**
   * Most queries of a case.
   * @defaultValue 3
   */
  maxQueries?: number;
}

/** For cases with a chain and one or more different queries, without notes. */
export function parityCase(constraints: ParityCaseConstraints = {}): fc.Arbitrary<Case> {
  const { maxQueries = 3, ...chainConstraints } = constraints;
  const { wish = noWish } = constraints;
  if (maxQueries < 1) throw new RangeError('parityCase: maxQueries must be at least 1');
  return chain(chainConstraints).chain(recipe =>
    fc.record({
      notes: fc.constant([]),
      recipe: fc.constant(recipe),
      queries: fc.uniqueArray(query(recipe, wish), {
        minLength: 1,
        maxLength: maxQueries,
        size: 'max',
        selector: words => words.join('\0'),
      }),
    }),
  );
}
