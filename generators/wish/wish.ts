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
 * What cases have so rarely that campaigns are steered to it. Coverage doesn't count it: each has a fault of its own, so
 * it needs no combination with others.
 */
export const rarities = [
  /** Seven to 200 layers. */
  'deep-chain',
  /** Host offsets of 4 GiB and more. */
  'far-offsets',
  /** Every layer below the top ends before the top does, and the top ends unallocated. */
  'open-end',
  /** The file of the top looks preallocated, and ends with a hole. */
  'hollow-end',
  /** The query gives a data file, although the header may say that there is none. */
  'data-file-option',
  /** The raw driver shows an image of another format, with its backing file. */
  'raw-over-image',
  /** The raw driver shows a part of a file, or refuses to. */
  'raw-window',
  /** The query is none that map takes. */
  'misuse',
  'help',
  /** A zero flag in a table of version 2. */
  'damage-zero-flag',
  /** The file ends before the last of its data. */
  'damage-past-end',
  /** The file ends inside a table. */
  'damage-cut-table',
  /** Unknown features, some of them with names. */
  'damage-feature-names',
  'damage-bitmaps',
  'damage-crypto-header',
] as const;

export type Rarity = (typeof rarities)[number];

/**
 * The traits and rarities that a case should have. Arbitraries then draw them often, mostly in each layer and query. They guarantee
 * nothing: a wish may need two layers.
 */
export type Wish = ReadonlySet<Trait | Rarity>;

export const noWish: Wish = new Set();

/** For the properties once in `times`, or mostly if the wish names the trait. */
export function asWished<T extends object>(
  wish: Wish,
  trait: Trait | Rarity,
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
export function weightOf(wish: Wish, trait: Trait | Rarity, usual: number, wished: number): number {
  return wish.has(trait) ? wished : usual;
}

/** Whether a wish names a rarity. */
export function isRare(wish: Wish): boolean {
  return rarities.some(rarity => wish.has(rarity));
}
