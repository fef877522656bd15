import * as fc from 'fast-check';
import { type ChainFeature, chainFeatures } from '../coverage/chain-features.ts';
import { type KindFeature, kindFeatures } from '../coverage/kind-features.ts';
import { type QueryOption, queryOptions } from '../coverage/query-options.ts';
import { nowAndThen } from './now-and-then.ts';

/** A feature of a chain, a kind of images or an option of a query, by its name. */
export type Trait = ChainFeature | KindFeature | QueryOption;

/** All traits, in the order of reports. */
export const traits: readonly Trait[] = [
  ...(Object.keys(chainFeatures) as ChainFeature[]),
  ...kindFeatures,
  ...(Object.keys(queryOptions) as QueryOption[]),
];

/**
 * What cases have so rarely that campaigns are steered to it. Coverage doesn't count it: each has a fault of its own, so
 * it needs no combination with others.
 */
export const rarities = [
  /** Seven to 200 layers. */
  'deep-chain',
  /** Layers of more than a hundred clusters, hardly two neighbours in the same state. */
  'mixed-rows',
  /** Host offsets of 4 GiB and more. */
  'far-offsets',
  /** Every layer below the top ends before the top does, and the top ends unallocated. */
  'open-end',
  /** With extended L2 entries: a compressed cluster and an illegal one after it end the deepest such layer, and show. */
  'illegal-end',
  /** The same, with unallocated cells and data in place of the compressed cluster. */
  'illegal-after-data',
  /** The file of the top looks preallocated, and ends with a hole. With refcounts of less than a byte it only just looks so. */
  'hollow-end',
  /** With extended L2 entries: clusters that keep a host cluster end the top, in another order in its file. */
  'jumping-end',
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
  /** A host offset in the middle of a cluster: of data or zeros, and of an L2 table. */
  'damage-unaligned',
  'damage-unaligned-table',
  /** A table entry that a data file doesn't allow. */
  'damage-data-file',
  /** A compressed cluster in an image with a data file. */
  'damage-compressed',
  /** A header that is a byte too short, and an L1 table that is an entry too short. */
  'damage-short-header',
  'damage-short-table',
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

/** A wish that nothing has a trait. */
type LeftOut = `without ${Trait}`;

/** Wishes that nothing has these traits. */
export function leftOut(traits: readonly Trait[]): LeftOut[] {
  return traits.map((trait): LeftOut => `without ${trait}`);
}

/** Whether a wish leaves a trait out. */
export function isLeftOut(wish: Wish, trait: string): boolean {
  return (wish as ReadonlySet<string>).has(`without ${trait}`);
}

/** The number of things that a wish names, but for those that it leaves out. */
export function wishedCount(wish: Wish): number {
  return [...wish].filter(name => !name.startsWith('without ')).length;
}

/** A wish for the top, by its plain name and mostly whole: for a case in which one thing should be seen. */
export const plainQuery = 'plain-query';

/**
 * The traits and rarities that a case should have. Arbitraries then draw them often, mostly in each layer and query. They guarantee
 * nothing: a wish may need two layers.
 */
export type Wish = ReadonlySet<Trait | Rarity | typeof plainQuery | LeftOut>;

export const noWish: Wish = new Set();

/** For the properties once in `times`, or mostly if the wish names the trait: nearly always if a rarity needs it. */
export function asWished<T extends object>(
  wish: Wish,
  trait: Trait | Rarity,
  times: number,
  properties: fc.Arbitrary<T>,
): fc.Arbitrary<Partial<T>> {
  if (isLeftOut(wish, trait)) return fc.constant({});
  if (!wish.has(trait)) return nowAndThen(times, properties);
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant<Partial<T>>({}) },
    { weight: isRare(wish) ? 20 : 3, arbitrary: properties as fc.Arbitrary<Partial<T>> },
  );
}

/** The weight of a choice: `usual`, `wished` if the wish names the trait, or none if the wish leaves it out. */
export function weightOf(wish: Wish, trait: Trait | Rarity, usual: number, wished: number): number {
  if (isLeftOut(wish, trait)) return 0;
  return wish.has(trait) ? wished : usual;
}

/** Whether one thing should be seen: a rarity is best seen in the whole map of the top, too. */
export function isPlainlySeen(wish: Wish): boolean {
  return wish.has(plainQuery) || isRare(wish);
}

/** Whether a wish names a rarity. */
export function isRare(wish: Wish): boolean {
  return rarities.some(rarity => wish.has(rarity));
}
