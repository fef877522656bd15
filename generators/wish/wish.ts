import * as fc from 'fast-check';
import { type ChainFeature, chainFeatures } from '../coverage/chain-features.ts';
import { type QueryOption, queryOptions } from '../coverage/query-options.ts';
import { nowAndThen } from './now-and-then.ts';

/** A feature of a chain or an option of a query, by its name. */
export type Trait = ChainFeature | QueryOption;

/** All traits, in the order of reports. */
export const traits: readonly Trait[] = [
  ...(Object.keys(chainFeatures) as ChainFeature[]),
  ...(Object.keys(queryOptions) as QueryOption[]),
];

/**
 * The traits that a case should have. Arbitraries then draw them often, mostly in each layer and query. They guarantee
 * nothing: a wish may want from one layer what only two can have.
 */
export type Wish = ReadonlySet<Trait>;

export const noWish: Wish = new Set();

/** For the properties once in `times`, or mostly if the wish names the trait. */
export function asWished<T extends object>(
  wish: Wish,
  trait: Trait,
  times: number,
  properties: fc.Arbitrary<T>,
): fc.Arbitrary<Partial<T>> {
  if (!wish.has(trait)) return nowAndThen(times, properties);
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant<Partial<T>>({}) },
    { weight: 3, arbitrary: properties as fc.Arbitrary<Partial<T>> },
  );
}

/** The weight of a choice: `usual`, or `wished` if the wish names the trait. */
export function weightOf(wish: Wish, trait: Trait, usual: number, wished: number): number {
  return wish.has(trait) ? wished : usual;
}
