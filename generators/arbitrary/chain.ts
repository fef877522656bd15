import * as fc from 'fast-check';
import { plainestFormat, unusualFormats } from '../recipe/formats.ts';
import { normalRecipe } from '../recipe/normal-form.ts';
import type { Layer, LayerFormat, Recipe } from '../recipe/recipe.ts';
import { noWish, type Rarity, type Trait, type Wish } from '../wish/wish.ts';
import { clusterSize } from './cluster-size.ts';
import { arbitraryOf } from './format-arbitraries.ts';
import { bigCluster, type Frame } from './frame.ts';
import { layerNames } from './layer-names.ts';
import { plantColumns } from './plant-columns.ts';
import { deepChain } from './qcow2/deep-chain.ts';
import { withRareEnd } from './rare-end.ts';

/** Constraints of `chain`. */
export interface ChainConstraints {
  /**
   * Most layers of a chain.
   * @defaultValue 6
   */
  maxLayers?: number;
  /**
   * The traits that are drawn more often.
   * @defaultValue none
   */
  wish?: Wish;
  /**
   * Columns (`columns`) that the chain contains if its layers can hold them.
   * @defaultValue none
   */
  columns?: readonly string[];
}

/** Traits that need two layers, or more room than one layer has. */
const ofSeveralLayers: readonly (Rarity | Trait)[] = [
  'v2',
  ...unusualFormats,
  'cut',
  'cluster-sizes',
  'backing',
  'deeper-layer',
  'open-end',
];

/** A case with more wishes than this has several layers to share them. */
const manyWishes = 3;

function layerCount(max: number, wish: Wish): fc.Arbitrary<number> {
  const usual = [4, 7, 4, 1, 1, 1];
  const several = wish.size > manyWishes || ofSeveralLayers.some(trait => wish.has(trait));
  const weights = (wish.has('long-chain') ? [0, 0, 0, 2, 1, 1] : several ? usual.with(0, 0) : usual).slice(
    0,
    max,
  );
  return fc.oneof(...weights.map((weight, index) => ({ weight, arbitrary: fc.constant(index + 1) })));
}

/** The smallest clusters with extended L2 entries: with them an L2 table describes the fewest clusters. */
const smallestExtended = 1 << 14;

/** How many clusters the rows of a chain reach: past one or two L2 tables if these are small. */
function clusterCount(unit: number): fc.Arbitrary<number> {
  if (unit >= bigCluster) return fc.integer({ min: 1, max: 4 });
  const few = fc.integer({ min: 1, max: 12 });
  const tables = fc.integer({ min: 12, max: Math.floor((unit / 8) * 2.5) });
  if (unit <= 4096) return fc.oneof(few, tables);
  return unit === smallestExtended ? fc.oneof(few, tables) : few;
}

function frame(maxLayers: number, wish: Wish): fc.Arbitrary<Frame> {
  return clusterSize(wish.has('extl2') ? { min: smallestExtended } : {}).chain(unit =>
    fc.record({
      unit: fc.constant(unit),
      extent: clusterCount(unit).map(count => count * unit),
      layers: layerCount(
        unit >= bigCluster && !wish.has('long-chain') ? Math.min(3, maxLayers) : maxLayers,
        wish,
      ),
      baseFormat: fc.integer({ min: 0, max: 3 }).map(die => baseFormat(die, wish)),
      wish: fc.constant(wish),
    }),
  );
}

/** The format of the base: one that the wish names, or by a die of four, on which each unusual format has one face. */
function baseFormat(die: number, wish: Wish): LayerFormat {
  return unusualFormats.find(format => wish.has(format)) ?? unusualFormats[die] ?? plainestFormat;
}

function layersIn(frame: Frame): fc.Arbitrary<Layer[]> {
  const formats = Array.from({ length: frame.layers }, (_, index) =>
    index === 0 ? frame.baseFormat : plainestFormat,
  );
  return layerNames({ formats, wish: frame.wish }).chain(names =>
    fc.tuple(...names.map((name, index) => arbitraryOf(formats[index]!).layer(frame, name))),
  );
}

/**
 * For chains in normal form, with one to six layers, mostly up to three. Lengths, cluster sizes and formats differ now
 * and then. A layer may cut its chain with `backing=none`, and the base may be raw, also as the only layer. A wish for a
 * deep chain gives seven to 200 small layers.
 */
export function chain(constraints: ChainConstraints = {}): fc.Arbitrary<Recipe> {
  const { maxLayers = 6, wish = noWish, columns = [] } = constraints;
  if (maxLayers < 1 || maxLayers > 6) throw new RangeError('chain: maxLayers must be 1 to 6');
  const layers = wish.has('deep-chain') ? deepChain() : frame(maxLayers, wish).chain(layersIn);
  return layers.map(drawn => normalRecipe(withRareEnd(plantColumns({ layers: drawn }, columns), wish)));
}
