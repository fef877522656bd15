import * as fc from 'fast-check';
import { type ChainFeature, chainFeatures } from '../coverage/chain-features.ts';
import { type QueryOption, queryOptions } from '../coverage/query-options.ts';
import { nowAndThen } from './now-and-then.ts';

/** A feature of a chain or an option of a query, by its name. */
export type Trait = ChainFeature | QueryOption;

/** All of them, in the order of reports. */
export const traits: readonly Trait[] = [
  ...(Object.keys(chainFeatures) as ChainFeature[]),
  ...(Object.keys(queryOptions) as QueryOption[]),
];

/**
 * What a case should have: arbitraries draw it often then, mostly in each layer and query. They promise nothing: a wish
 * may ask of one layer what only two can have.
 */
export type Wish = ReadonlySet<Trait>;

export const noWish: Wish = new Set();

/** For properties that a value has once in `times`, or mostly where the wish names them. */
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

/** The weight of a choice among others: `usual`, or `wished` where the wish names what it brings. */
export function weightOf(wish: Wish, trait: Trait, usual: number, wished: number): number {
  return wish.has(trait) ? wished : usual;
}
