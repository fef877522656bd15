import { heldStates } from '../recipe/held-states.ts';
import type { CellState, Edit, Layer, Qcow2Layer, Recipe } from '../recipe/recipe.ts';
import { virtualSize } from '../recipe/virtual-size.ts';

const someQcow2 =
  (holds: (layer: Qcow2Layer) => boolean) =>
  ({ layers }: Recipe): boolean =>
    layers.some(layer => layer.format === 'qcow2' && holds(layer));

const someCell = (state: CellState): ((recipe: Recipe) => boolean) =>
  someQcow2(({ cells }) => cells.some(cell => heldStates(cell).includes(state)));

const someEdit =
  (holds: (edit: Edit) => boolean) =>
  ({ layers }: Recipe): boolean =>
    layers.some(({ edits = [] }) => edits.some(holds));

const usualName = /^(base|mid\d|top)\.(raw|qcow2)$/;

export type ChainFeature =
  | 'extl2'
  | 'compressed'
  | 'zstd'
  | 'data-file'
  | 'raw-data-file'
  | 'encryption'
  | 'snapshots'
  | 'v2'
  | 'refcounts'
  | 'no-refcounts'
  | 'preallocation'
  | 'header-bits'
  | 'header-extensions'
  | 'raw'
  | 'cut'
  | 'long-chain'
  | 'cluster-sizes'
  | 'odd-size'
  | 'host-order'
  | 'names'
  | 'damage'
  | 'damage-header'
  | 'damage-tables'
  | 'damage-bytes'
  | 'damage-length';

/**
 * What a chain can have, by the names that `--feature` takes. Each is told by the recipe alone: the order is that of
 * reports.
 */
export const chainFeatures: Readonly<Record<ChainFeature, (recipe: Recipe) => boolean>> = {
  /** Extended L2 entries: subclusters. */
  extl2: someQcow2(({ extendedL2 }) => extendedL2 === true),
  compressed: someCell('compressed'),
  zstd: someQcow2(({ compression }) => compression === 'zstd'),
  'data-file': someQcow2(({ dataFile }) => dataFile !== undefined),
  'raw-data-file': someQcow2(({ dataFileRaw }) => dataFileRaw === true),
  encryption: someQcow2(({ encryption }) => encryption !== undefined),
  snapshots: someQcow2(({ snapshots }) => snapshots !== undefined),
  v2: someQcow2(({ version }) => version === 2),
  refcounts: someQcow2(({ refcountBits = 16 }) => refcountBits !== 16),
  'no-refcounts': someQcow2(({ refcounts }) => refcounts === 'none'),
  /** Clusters that have refcounts and were never written: qemu may take the file for preallocated. */
  preallocation: someQcow2(
    ({ cells, refcounts }) =>
      refcounts === undefined && cells.some(cell => heldStates(cell).includes('data-hole')),
  ),
  'header-bits': someQcow2(layer => Boolean(layer.dirty ?? layer.corrupt ?? layer.lazyRefcounts)),
  'header-extensions': someQcow2(({ extensions }) => extensions !== undefined),
  raw: ({ layers }: Recipe): boolean => layers.some(({ format }) => format === 'raw'),
  /** A layer that is cut off from those below. */
  cut: ({ layers }: Recipe): boolean => layers.some(cutsOff),
  'long-chain': ({ layers }: Recipe): boolean => layers.length > 3,
  'cluster-sizes': ({ layers }: Recipe): boolean =>
    new Set(layers.filter(({ format }) => format === 'qcow2').map(({ unit }) => unit)).size > 1,
  'odd-size': ({ layers }: Recipe): boolean => layers.some(layer => virtualSize(layer) % 512n !== 0n),
  'host-order': someQcow2(({ slots }) => slots !== undefined),
  names: ({ layers }: Recipe): boolean => layers.some(({ name }) => !usualName.test(name)),
  damage: someEdit(() => true),
  'damage-header': someEdit(({ field }) => field === 'header'),
  'damage-tables': someEdit(({ field }) => ['l1', 'l2', 'l2-bitmap', 'refcount'].includes(field)),
  'damage-bytes': someEdit(({ field }) => field === 'byte'),
  'damage-length': someEdit(({ field }) => field === 'length'),
};

function cutsOff(layer: Layer, index: number): boolean {
  return index > 0 && layer.format === 'qcow2' && layer.backing === null;
}
