import * as fc from 'fast-check';
import { normalRecipe } from '../recipe/normal-form.ts';
import type { Layer, Qcow2Layer, Recipe } from '../recipe/recipe.ts';
import { clusterSize } from './cluster-size.ts';
import { layerNames } from './layer-names.ts';
import { nowAndThen } from './now-and-then.ts';
import { qcow2Layer } from './qcow2-layer.ts';
import { rawLayer } from './raw-layer.ts';

/** Constraints of `chain`. */
export interface ChainConstraints {
  /**
   * Most layers of a chain.
   * @defaultValue 6
   */
  maxLayers?: number;
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
}

/** Chains with clusters of this size and more have few layers and no small neighbours: their files are big. */
const bigCluster = 1 << 20;

/** Clusters of other sizes than the usual one are at most this big. */
const largestOther = 1 << 18;

/** Rows have at most this many clusters: a chain of very unlike cluster sizes would be all table. */
const longestRow = 8192;

function layerCount(max: number): fc.Arbitrary<number> {
  const weights = [4, 7, 4, 1, 1, 1].slice(0, max);
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
  return unit === smallestExtended
    ? fc.oneof({ weight: 2, arbitrary: few }, { weight: 1, arbitrary: tables })
    : few;
}

function frame(maxLayers: number): fc.Arbitrary<Frame> {
  return clusterSize().chain(unit =>
    fc.record({
      unit: fc.constant(unit),
      extent: clusterCount(unit).map(count => count * unit),
      layers: layerCount(unit >= bigCluster ? Math.min(3, maxLayers) : maxLayers),
      rawBase: fc.integer({ min: 0, max: 3 }).map(die => die === 0),
    }),
  );
}

/** A layer as long as the chain, or shorter; of the usual cluster size mostly. */
function qcow2In({ unit, extent }: Frame, name: string): fc.Arbitrary<Qcow2Layer> {
  const units = fc.oneof(
    { weight: 4, arbitrary: fc.constant(unit) },
    { weight: 1, arbitrary: unit >= bigCluster ? fc.constant(unit) : clusterSize({ max: largestOther }) },
  );
  const share = fc.oneof(
    { weight: 3, arbitrary: fc.constant(100) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 99 }) },
  );
  return fc.tuple(units, share).chain(([own, percent]) => {
    const maxCells = Math.min(longestRow, Math.ceil((extent * percent) / 100 / own));
    return fc
      .tuple(qcow2Layer({ name, unit: own, maxCells }), nowAndThen(25, fc.constant({ backing: null })))
      .map(([layer, cut]) => ({ ...layer, ...cut }));
  });
}

function layersIn(frame: Frame): fc.Arbitrary<Layer[]> {
  const formats = Array.from({ length: frame.layers }, (_, index) =>
    index === 0 && frame.rawBase ? ('raw' as const) : ('qcow2' as const),
  );
  return layerNames({ formats }).chain(names =>
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
  const { maxLayers = 6 } = constraints;
  if (maxLayers < 1 || maxLayers > 6) throw new RangeError('chain: maxLayers must be 1 to 6');
  return frame(maxLayers)
    .chain(layersIn)
    .map(layers => normalRecipe({ layers }));
}
