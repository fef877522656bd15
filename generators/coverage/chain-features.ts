import { heldStates } from '../recipe/cells/held-states.ts';
import { layerFormats, traitsOf, type UnusualFormat, unusualFormats } from '../recipe/formats.ts';
import type { CellState, Edit, Layer, Recipe } from '../recipe/recipe.ts';
import { isServed } from '../recipe/served.ts';
import { virtualSize } from '../recipe/virtual-size.ts';

const someLayer =
  (holds: (layer: Layer) => boolean) =>
  ({ layers }: Recipe): boolean =>
    layers.some(holds);

const ofUnusualFormats = Object.fromEntries(
  unusualFormats.map(unusual => [unusual, someLayer(({ format }) => format === unusual)]),
) as Record<UnusualFormat, (recipe: Recipe) => boolean>;

const someCell = (state: CellState): ((recipe: Recipe) => boolean) =>
  someLayer(({ cells }) => cells.some(cell => heldStates(cell).includes(state)));

const someEdit =
  (holds: (edit: Edit) => boolean) =>
  ({ layers }: Recipe): boolean =>
    layers.some(({ edits = [] }) => edits.some(holds));

const usualName = new RegExp(`^(base|mid\\d|top)\\.(${layerFormats.join('|')})$`);

export type ChainFeature =
  | UnusualFormat
  | 'extl2'
  | 'compressed'
  | 'zstd'
  | 'data-file'
  | 'raw-data-file'
  | 'encryption'
  | 'snapshots'
  | 'bitmaps'
  | 'v2'
  | 'refcounts'
  | 'no-refcounts'
  | 'preallocation'
  | 'header-bits'
  | 'header-extensions'
  | 'cut'
  | 'long-chain'
  | 'cluster-sizes'
  | 'odd-size'
  | 'host-order'
  | 'names'
  | 'nbd-export'
  | 'damage'
  | 'damage-header'
  | 'damage-tables'
  | 'damage-bytes'
  | 'damage-length';

/**
 * The features that a chain can have, by the names that `--feature` takes, in the order of reports. The recipe alone
 * decides each.
 */
export const chainFeatures: Readonly<Record<ChainFeature, (recipe: Recipe) => boolean>> = {
  /** Extended L2 entries: subclusters. */
  extl2: someLayer(({ extendedL2 }) => extendedL2 === true),
  compressed: someCell('compressed'),
  zstd: someLayer(({ compression }) => compression === 'zstd'),
  'data-file': someLayer(({ dataFile }) => dataFile !== undefined),
  'raw-data-file': someLayer(({ dataFileRaw }) => dataFileRaw === true),
  encryption: someLayer(({ encryption }) => encryption !== undefined),
  snapshots: someLayer(({ snapshots }) => snapshots !== undefined),
  /** Dirty bitmaps that are stored in an image. */
  bitmaps: someLayer(({ bitmaps }) => bitmaps !== undefined),
  v2: someLayer(({ version }) => version === 2),
  refcounts: someLayer(({ refcountBits = 16 }) => refcountBits !== 16),
  'no-refcounts': someLayer(({ refcounts }) => refcounts === 'none'),
  /** Clusters with refcounts that were never written: qemu may take the file for preallocated. */
  preallocation: someLayer(
    ({ cells, refcounts }) =>
      refcounts === undefined && cells.some(cell => heldStates(cell).includes('data-hole')),
  ),
  'header-bits': someLayer(layer => Boolean(layer.dirty ?? layer.corrupt ?? layer.lazyRefcounts)),
  'header-extensions': someLayer(({ extensions }) => extensions !== undefined),
  ...ofUnusualFormats,
  /** A layer that is cut off from those below. */
  cut: ({ layers }: Recipe): boolean => layers.some(cutsOff),
  'long-chain': ({ layers }: Recipe): boolean => layers.length > 3,
  'cluster-sizes': ({ layers }: Recipe): boolean =>
    new Set(layers.filter(layer => traitsOf(layer).hasClusters).map(({ unit }) => unit)).size > 1,
  'odd-size': ({ layers }: Recipe): boolean => layers.some(layer => virtualSize(layer) % 512n !== 0n),
  'host-order': someLayer(({ slots }) => slots !== undefined),
  names: ({ layers }: Recipe): boolean => layers.some(({ name }) => !usualName.test(name)),
  /** A layer that a qemu-nbd serves. */
  'nbd-export': someLayer(isServed),
  damage: someEdit(() => true),
  'damage-header': someEdit(({ field }) => field === 'header'),
  'damage-tables': someEdit(({ field }) => ['l1', 'l2', 'l2-bitmap', 'refcount', 'table'].includes(field)),
  'damage-bytes': someEdit(({ field }) => field === 'byte'),
  'damage-length': someEdit(({ field }) => field === 'length'),
};

function cutsOff(layer: Layer, index: number): boolean {
  return index > 0 && layer.backing === null;
}
