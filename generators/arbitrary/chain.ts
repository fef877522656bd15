import * as fc from 'fast-check';
import { normalRecipe } from '../recipe/normal-form.ts';
import type { Layer, Qcow2Layer, Recipe } from '../recipe/recipe.ts';
import { asWished, noWish, type Trait, type Wish } from '../wish/wish.ts';
import { clusterSize } from './cluster-size.ts';
import { layerNames } from './layer-names.ts';
import { plantColumns } from './plant-columns.ts';
import { qcow2Layer } from './qcow2/qcow2-layer.ts';
import { rawLayer } from './raw/raw-layer.ts';

/** Constraints of `chain`. */
export interface ChainConstraints {
  /**
   * Most layers of a chain.
   * @defaultValue 6
   */
  maxLayers?: number;
  /**
   * What is drawn more often.
   * @defaultValue nothing
   */
  wish?: Wish;
  /**
   * Columns (`columns`) that the chain shows, if its layers can hold them.
   * @defaultValue none
   */
  columns?: readonly string[];
}

/** What the layers of one chain have in common. */
interface Frame {
  /** The usual cluster size, in bytes. */
  readonly unit: number;
  /** About how far the rows reach, in bytes. */
  readonly extent: number;
  readonly layers: number;
  /** Whether the base is raw. */
  readonly rawBase: boolean;
  readonly wish: Wish;
}

/** Chains with clusters of this size and more have few layers and no small neighbours: their files are big. */
const bigCluster = 1 << 20;

/** Clusters of other sizes than the usual one are at most this big. */
const largestOther = 1 << 18;

/** Rows have at most this many clusters: a chain of very unlike cluster sizes would be all table. */
const longestRow = 8192;

/** What takes two layers, or more room than one has. */
const ofSeveralLayers: readonly Trait[] = ['v2', 'raw', 'cut', 'cluster-sizes', 'backing', 'deeper-layer'];

/** With many wishes a case needs layers that share them. */
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

/** The smallest clusters that extended L2 tables describe, and so the ones of which these describe the fewest. */
const smallestExtended = 1 << 14;

/** How many clusters the rows of a chain reach: past one or two L2 tables where these are small. */
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
      rawBase: fc.integer({ min: 0, max: 3 }).map(die => die === 0 || wish.has('raw')),
      wish: fc.constant(wish),
    }),
  );
}

/** A layer as long as the chain, or shorter; of the usual cluster size mostly. */
function qcow2In({ unit, extent, wish }: Frame, name: string): fc.Arbitrary<Qcow2Layer> {
  const units = fc.oneof(
    { weight: 4, arbitrary: fc.constant(unit) },
    {
      weight: wish.has('cluster-sizes') ? 4 : 1,
      arbitrary: unit >= bigCluster ? fc.constant(unit) : clusterSize({ max: largestOther }),
    },
  );
  const share = fc.oneof(
    { weight: 3, arbitrary: fc.constant(100) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 99 }) },
  );
  return fc.tuple(units, share).chain(([own, percent]) => {
    const maxCells = Math.min(longestRow, Math.ceil((extent * percent) / 100 / own));
    return fc
      .tuple(
        qcow2Layer({ name, unit: own, maxCells, wish }),
        asWished(wish, 'cut', 25, fc.constant({ backing: null })),
      )
      .map(([layer, cut]) => ({ ...layer, ...cut }));
  });
}

function layersIn(frame: Frame): fc.Arbitrary<Layer[]> {
  const formats = Array.from({ length: frame.layers }, (_, index) =>
    index === 0 && frame.rawBase ? ('raw' as const) : ('qcow2' as const),
  );
  return layerNames({ formats, wish: frame.wish }).chain(names =>
    fc.tuple(
      ...names.map(
        (name, index): fc.Arbitrary<Layer> =>
          formats[index] === 'raw' ? rawLayer({ name, maxBytes: frame.extent }) : qcow2In(frame, name),
      ),
    ),
  );
}

/**
 * For chains in normal form, one to six layers, mostly up to three: lengths, cluster sizes and formats differ now and
 * then, a layer may cut its chain with `backing=none`, and a raw layer may stand at the bottom, or alone.
 */
export function chain(constraints: ChainConstraints = {}): fc.Arbitrary<Recipe> {
  const { maxLayers = 6, wish = noWish, columns = [] } = constraints;
  if (maxLayers < 1 || maxLayers > 6) throw new RangeError('chain: maxLayers must be 1 to 6');
  return frame(maxLayers, wish)
    .chain(layersIn)
    .map(layers => normalRecipe(plantColumns({ layers }, columns)));
}
