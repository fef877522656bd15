import * as fc from 'fast-check';
import {
  hasAttribute,
  plainestFormat,
  traitsOf,
  unprobedFormat,
  unusualFormats,
} from '../../recipe/formats.ts';
import { normalRecipe } from '../../recipe/normal-form.ts';
import { smallestExtended } from '../../recipe/qcow2/smallest-extended.ts';
import type { Layer, LayerFormat, Recipe } from '../../recipe/recipe.ts';
import {
  isLeftOut,
  isPlainlySeen,
  noWish,
  type Rarity,
  type Trait,
  type Wish,
  wishedCount,
} from '../../wish/wish.ts';
import { arbitraryOf } from '../format-arbitraries.ts';
import { clusterSize } from '../layer/cluster-size.ts';
import { bigCluster, type Frame } from '../layer/frame.ts';
import { deepChain } from '../qcow2/deep-chain.ts';
import { mixedRows } from '../qcow2/mixed-rows.ts';
import { layerNames } from './layer-names.ts';
import { plantColumns } from './plant-columns.ts';
import { withRareEnd } from './rare-end.ts';
import { withServedLayers } from './served-layers.ts';
import { withBitmaps } from './with-bitmaps.ts';

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
  'deeper-layer',
  'open-end',
];

/** A case with more wishes than this has several layers to share them. */
const manyWishes = 3;

function layerCount(max: number, wish: Wish): fc.Arbitrary<number> {
  const weights = layerWeights(wish).slice(0, max);
  return fc.oneof(...weights.map((weight, index) => ({ weight, arbitrary: fc.constant(index + 1) })));
}

/** How often a chain has one layer, two layers, and so on. */
function layerWeights(wish: Wish): readonly number[] {
  const usual = [4, 7, 4, 1, 1, 1];
  if (wish.has('long-chain')) return [0, 0, 0, 2, 1, 1];
  // With two layers below the top a query can name another backing file than the header, in another format.
  if (wish.has('backing')) return isPlainlySeen(wish) ? [0, 0, 4, 1, 1, 1] : usual.with(0, 0);
  const several = wishedCount(wish) > manyWishes || ofSeveralLayers.some(trait => wish.has(trait));
  return several ? usual.with(0, 0) : usual;
}

/** The smallest clusters with an offset in their middle: offsets are counted in 512 bytes. */
const smallestWithMiddle = 1 << 10;

/** How many clusters the rows of a chain reach: past one or two L2 tables if these are small. */
function clusterCount(unit: number): fc.Arbitrary<number> {
  if (unit >= bigCluster) return fc.integer({ min: 1, max: 4 });
  const few = fc.integer({ min: 1, max: 12 });
  const tables = fc.integer({ min: 12, max: Math.floor((unit / 8) * 2.5) });
  if (unit <= 4096) return fc.oneof(few, tables);
  return unit === smallestExtended ? fc.oneof(few, tables) : few;
}

/** Over a base of larger cells than these, in bytes, a chain doesn't have the smallest clusters: its rows would be long. */
const largestBaseCell = 1 << 16;
const leastOverLargeCells = 1 << 12;

/** The most cells of its base that a chain reaches if its own clusters reach less. */
const mostBaseCells = 5;

function frame(maxLayers: number, wish: Wish): fc.Arbitrary<Frame> {
  return baseFormat(wish).chain(format => {
    const { leastCell } = arbitraryOf(format);
    const min = wish.has('extl2')
      ? smallestExtended
      : wish.has('damage-unaligned') || wish.has('damage-unaligned-table')
        ? smallestWithMiddle
        : leastCell > largestBaseCell
          ? leastOverLargeCells
          : 512;
    const reach = fc.integer({ min: 1, max: mostBaseCells }).map(cells => cells * leastCell);
    return clusterSize({ min }).chain(unit =>
      fc.record({
        unit: fc.constant(unit),
        extent: fc.tuple(clusterCount(unit), reach).map(([count, least]) => Math.max(count * unit, least)),
        layers: layerCount(
          unit >= bigCluster && !wish.has('long-chain') ? Math.min(3, maxLayers) : maxLayers,
          wish,
        ),
        baseFormat: fc.constant(format),
        wish: fc.constant(wish),
      }),
    );
  });
}

/** The weight of all other formats together where each should stand below drivers. */
const ofEachFormat = 30;

/** The format of the base: one that the wish names, or mostly the usual one, else raw as often as all others. */
function baseFormat(wish: Wish): fc.Arbitrary<LayerFormat> {
  const wished = unusualFormats.find(format => wish.has(format));
  if (wished !== undefined) return fc.constant(wished);
  const others = unusualFormats.filter(format => format !== unprobedFormat && !isLeftOut(wish, format));
  const rare = isPlainlySeen(wish) ? 1 : 5;
  return fc.oneof(
    { weight: 12, arbitrary: fc.constant(plainestFormat) },
    { weight: isLeftOut(wish, unprobedFormat) ? 0 : rare, arbitrary: fc.constant(unprobedFormat) },
    ...(others.length === 0
      ? []
      : [{ weight: wish.has('driver') ? ofEachFormat : rare, arbitrary: fc.constantFrom(...others) }]),
  );
}

/** Formats of layers above any base: those of files that name a backing file of any format. */
const unusualOverlays = unusualFormats.filter(
  format => hasAttribute(format, 'backing') && traitsOf({ format }).onlyOverItself !== true,
);

/** The format of a layer above the base: mostly the usual one, unless the wish names another, or the base asks for its own. */
function overlayFormat(wish: Wish, base: LayerFormat): fc.Arbitrary<LayerFormat> {
  if (traitsOf({ format: base }).onlyOverItself === true)
    return fc.constantFrom<LayerFormat>(plainestFormat, base);
  const wished = unusualOverlays.find(format => wish.has(format));
  if (wished !== undefined) return fc.constantFrom<LayerFormat>(plainestFormat, wished);
  const overlays = unusualOverlays.filter(format => !isLeftOut(wish, format));
  return fc.oneof(
    { weight: 20, arbitrary: fc.constant<LayerFormat>(plainestFormat) },
    ...(wishedCount(wish) === 0 && overlays.length > 0
      ? [{ weight: 1, arbitrary: fc.constantFrom<LayerFormat>(...overlays) }]
      : []),
  );
}

/** The format of a layer on the one before it: the usual one in place of a format that knows only backing files of its own. */
function standingOn(format: LayerFormat, index: number, formats: readonly LayerFormat[]): LayerFormat {
  const isFree = index === 0 || traitsOf({ format }).onlyOverItself !== true;
  return isFree || formats[index - 1] === format ? format : plainestFormat;
}

function layersIn(frame: Frame): fc.Arbitrary<Layer[]> {
  const { baseFormat, wish } = frame;
  const overlays = Array.from({ length: frame.layers - 1 }, () => overlayFormat(wish, baseFormat));
  return fc
    .tuple(fc.constant(baseFormat), ...overlays)
    .map(formats => formats.map(standingOn))
    .chain(formats =>
      layerNames({ formats, wish: frame.wish }).chain(names =>
        fc.tuple(...names.map((name, index) => arbitraryOf(formats[index]!).layer(frame, name))),
      ),
    );
}

function layersFor(maxLayers: number, wish: Wish): fc.Arbitrary<Layer[]> {
  if (wish.has('deep-chain')) return deepChain();
  if (wish.has('mixed-rows')) return mixedRows(wish);
  return frame(maxLayers, wish).chain(layersIn);
}

/**
 * For chains in normal form, with one to six layers, mostly up to three. Lengths, cluster sizes and formats differ now
 * and then. A layer may cut its chain with `backing=none`, and the base may be raw, also as the only layer. A wish for a
 * deep chain gives seven to 200 small layers, one for mixed rows two to four layers with long rows.
 */
export function chain(constraints: ChainConstraints = {}): fc.Arbitrary<Recipe> {
  const { maxLayers = 6, wish = noWish, columns = [] } = constraints;
  if (maxLayers < 1 || maxLayers > 6) throw new RangeError('chain: maxLayers must be 1 to 6');
  return layersFor(maxLayers, wish)
    .map(drawn => withRareEnd(plantColumns({ layers: drawn }, columns), wish))
    .chain(recipe => withServedLayers(recipe, wish))
    .chain(recipe => withBitmaps(recipe, wish))
    .map(normalRecipe);
}
