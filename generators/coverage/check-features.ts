import { heldStates } from '../recipe/cells/held-states.ts';
import { traitsOf } from '../recipe/formats.ts';
import type { CellState, Query, Recipe } from '../recipe/recipe.ts';
import { clusterCount, virtualSize } from '../recipe/virtual-size.ts';
import { type ChainFeature, chainFeatures } from './chain-features.ts';
import { type KindFeature, kindFeatures, kindFeaturesOf } from './kind-features.ts';
import { optionsOf, type QueryOption, queryOptions } from './query-options.ts';

const someCell =
  (state: CellState) =>
  ({ layers }: Recipe): boolean =>
    layers.some(({ cells }) => cells.some(cell => heldStates(cell).includes(state)));

/** The layers from the one that is cut off from those below up to the top. */
const visible = ({ layers }: Recipe): Recipe['layers'] =>
  layers.slice(
    Math.max(
      0,
      layers.findLastIndex(({ backing }) => backing === null),
    ),
  );

type Making =
  | 'unallocated'
  | 'data'
  | 'data-hole'
  | 'zero-plain'
  | 'zero-allocated'
  | 'reserved'
  | 'illegal'
  | 'small-image'
  | 'backing-file'
  | 'short-layer'
  | 'many-clusters';

/** From so many clusters on, a reader that looks at one after the other may need seconds. */
const many = 1_000_000n;

/** What nearly every chain is made of, and its size. `--feature` doesn't take these names. */
const makings: Readonly<Record<Making, (recipe: Recipe) => boolean>> = {
  unallocated: someCell('unallocated'),
  data: someCell('data'),
  'data-hole': someCell('data-hole'),
  'zero-plain': someCell('zero-plain'),
  'zero-allocated': someCell('zero-allocated'),
  reserved: someCell('reserved'),
  illegal: someCell('illegal'),
  /** The guest disk ends before the offset at which the file has its L1 table, behind the header and the refcounts. */
  'small-image': ({ layers }) => virtualSize(layers.at(-1)!) <= 3n * BigInt(layers.at(-1)!.unit),
  /** The top has a backing file. */
  'backing-file': recipe => visible(recipe).length > 1,
  /** A layer ends before the one above it does. */
  'short-layer': recipe =>
    visible(recipe).some(
      (layer, index, all) => index > 0 && virtualSize(all[index - 1]!) < virtualSize(layer),
    ),
  'many-clusters': ({ layers }) =>
    layers.some(layer => traitsOf(layer).hasClusters && clusterCount(layer) >= many),
};

export type CheckFeature = Making | ChainFeature | KindFeature | QueryOption;

const ofChains: Readonly<Record<Making | ChainFeature, (recipe: Recipe) => boolean>> = {
  ...makings,
  ...chainFeatures,
};
const chainNames = Object.keys(ofChains) as (Making | ChainFeature)[];

/** All that a check can be about: cell states and layers, features of chains, kinds of images, options of queries. */
export const checkFeatures: readonly CheckFeature[] = [
  ...chainNames,
  ...kindFeatures,
  ...(Object.keys(queryOptions) as QueryOption[]),
];

/** What a chain has of `checkFeatures`. */
export function featuresOfChain(recipe: Recipe): CheckFeature[] {
  return [...chainNames.filter(name => ofChains[name](recipe)), ...kindFeaturesOf(recipe)];
}

/** What a query on a chain has of `checkFeatures`. */
export function featuresOfCheck(recipe: Recipe, query: Query): CheckFeature[] {
  return [...featuresOfChain(recipe), ...optionsOf(query, recipe)];
}
