import * as fc from 'fast-check';
import type { Case, Query, Recipe } from '../recipe/recipe.ts';
import { isPlainlySeen, noWish, type Wish } from '../wish/wish.ts';
import { type ChainConstraints, chain } from './chain/chain.ts';
import { withOtherContext } from './query/nbd-query.ts';
import { query } from './query/query.ts';

/** Constraints of `parityCase`. */
export interface ParityCaseConstraints extends ChainConstraints {
  /**
   * Most queries of a case.
   * @defaultValue 3
   */
  maxQueries?: number;
}

/**
 * For one or more different queries. A wish for JSON or a table holds for the first; further ones take turns. Where a context should be
 * seen, both are.
 */
function queriesOf(recipe: Recipe, wish: Wish, most: number): fc.Arbitrary<Query[]> {
  const constraints = { size: 'max', selector: (words: Query): string => words.join('\0') } as const;
  if (wish.has('nbd-context') && isPlainlySeen(wish)) {
    return query(recipe, wish).map(first => {
      const other = withOtherContext(first);
      return other === undefined ? [first] : [first, other];
    });
  }
  const other = otherOutput(wish);
  if (other === undefined)
    return fc.uniqueArray(query(recipe, wish), { ...constraints, minLength: 1, maxLength: most });
  return fc
    .tuple(query(recipe, wish), fc.boolean(), query(recipe, other))
    .map(([first, two, second]) => (two && second.join() !== first.join() ? [first, second] : [first]));
}

/** The wish with a table in place of JSON, or JSON in place of a table; undefined if it names neither. */
function otherOutput(wish: Wish): Wish | undefined {
  const [now, other] = wish.has('json') ? (['json', 'human'] as const) : (['human', 'json'] as const);
  if (!wish.has(now)) return undefined;
  return new Set([...wish].map(name => (name === now ? other : name)));
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
      queries: queriesOf(recipe, wish, maxQueries),
    }),
  );
}
