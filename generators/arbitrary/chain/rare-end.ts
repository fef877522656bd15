import type { CellRun } from '../../recipe/cells/cell.ts';
import { cellCount, hostSlotCount, joinRuns } from '../../recipe/cells/cell-row.ts';
import { hasAttribute, traitsOf } from '../../recipe/formats.ts';
import { smallestExtended } from '../../recipe/qcow2/smallest-extended.ts';
import type { Layer, Qcow2Layer, Recipe } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import type { Wish } from '../../wish/wish.ts';
import { arbitraryOf } from '../format-arbitraries.ts';

/** By so many cells the top ends after all other layers. */
const openCells = 3n;

/**
 * A hole of this many bytes is visible on any host, and with these clusters more a file looks preallocated, even if damage takes
 * some of them.
 */
const hollowBytes = 1 << 14;
const hollowClusters = 6;

/** Bytes of the smallest hole that file systems keep. */
const visibleHole = 4096;

/** The same chain with the rare end of its top that a wish names, if its format can have it. */
export function withRareEnd({ layers }: Recipe, wish: Wish): Recipe {
  const top = layers.at(-1)!;
  if (traitsOf(top).unallocated !== 'open') return { layers };
  if (wish.has('illegal-end')) return { layers: illegallyEnded(layers, [{ state: 'compressed', count: 1 }]) };
  if (wish.has('illegal-after-data')) return { layers: illegallyEnded(layers, dataAfterNothing) };
  return { layers: layers.with(-1, ended(top, layers, wish)) };
}

function ended(top: Layer, layers: readonly Layer[], wish: Wish): Layer {
  if (wish.has('jumping-end')) return jumping(top);
  if (wish.has('hollow-end') && wish.has('refcounts')) return barelyHollow(top);
  const hollow = wish.has('hollow-end') ? hollowed(top, wish.has('damage-past-end') ? cutClusters : 0) : top;
  return wish.has('open-end') ? opened(hollow, layers) : hollow;
}

/**
 * With so many clusters of data after a hole the file ends in data, even if damage takes some. A file that ends in a hole shows
 * nothing of what lies past its end: the hole has no end.
 */
const cutClusters = 4;

/** The layer with clusters at its end that were never written, all counted by refcounts, and `written` clusters after them. */
function hollowed(layer: Layer, written = 0): Layer {
  const count = hollowClusters + Math.ceil(hollowBytes / layer.unit);
  const { slots: _, size: __, refcounts: ___, ...rest } = layer as Qcow2Layer;
  const end: CellRun[] = [
    { state: 'data-hole', count },
    { state: 'data', count: written },
  ];
  return { ...rest, cells: joinRuns([...layer.cells, ...end]) } as Layer;
}

/** Of so many unwritten clusters, if refcounts count them, qemu concludes that a small file was preallocated. */
const fewestHollow = 2;

/**
 * The layer with data, and as few clusters that were never written as make its file look preallocated, all counted by refcounts of
 * less than a byte. A reader that overlooks one, such as the last one in its byte, comes to another conclusion.
 */
function barelyHollow(layer: Layer): Layer {
  if (!hasAttribute(layer.format, 'refcountBits') || layer.version === 2) return hollowed(layer);
  const { slots: _, size: __, snapshots: ___, refcounts: ____, ...rest } = layer as Qcow2Layer;
  const { refcountBits = 1 } = rest;
  return {
    ...rest,
    unit: Math.max(rest.unit, visibleHole),
    refcountBits: refcountBits < 8 ? refcountBits : 1,
    cells: [
      { state: 'data', count: 2 },
      { state: 'data-hole', count: fewestHollow },
    ],
  };
}

/** Whether a layer can have extended L2 entries, and clusters of all states. */
function isExtensible(layer: Layer): layer is Qcow2Layer {
  const canExtend = hasAttribute(layer.format, 'extendedL2') && layer.unit >= smallestExtended;
  return canExtend && layer.dataFile === undefined;
}

/** The layer with extended L2 entries, and two clusters at its end that have a host cluster each, in another order. */
function jumping(layer: Layer): Layer {
  if (!isExtensible(layer)) return layer;
  const { size: _, ...rest } = layer as Qcow2Layer;
  const slots = layer.slots ?? Array.from({ length: hostSlotCount(layer.cells) }, (__, slot) => slot);
  const free = Math.max(-1, ...slots) + 1;
  const cells = joinRuns([...layer.cells, { state: 'zero-allocated', count: 2 }]);
  return { ...rest, version: 3, extendedL2: true, cells, slots: [...slots, free + 1, free] };
}

/** The illegal cluster ends the request that finds the data, so the map ends before it. */
const dataAfterNothing: readonly CellRun[] = [
  { state: 'unallocated', count: 1 },
  { state: 'data', count: 1 },
];

/**
 * The chain whose highest layer with extended L2 entries ends with some cells and an illegal cluster after them. The layers above
 * reach as far, and have nothing there. Without such a layer, or if it is cut off, the top gets such entries.
 */
function illegallyEnded(layers: readonly Layer[], before: readonly CellRun[]): readonly Layer[] {
  const lowest = layers.findLastIndex(({ backing }) => backing === null);
  const highest = layers.findLastIndex(layer => layer.extendedL2 === true && isExtensible(layer));
  const place = highest < Math.max(0, lowest) ? layers.length - 1 : highest;
  const layer = layers[place]!;
  if (!isExtensible(layer)) return layers;
  const {
    slots: _,
    size: __,
    snapshots: ___,
    ...rest
  }: Qcow2Layer = { ...layer, version: 3, extendedL2: true };
  const behind = layers
    .slice(place)
    .reduce((most, layer) => Math.max(most, cellCount(layer.cells) * layer.unit), 0);
  const free = Math.ceil(behind / rest.unit) - cellCount(rest.cells);
  const cells = joinRuns([
    ...rest.cells,
    { state: 'unallocated', count: free },
    ...before,
    {
      state: 'mixed',
      count: 1,
      subclusters: [
        { state: 'illegal', count: 16 },
        { state: 'data', count: 16 },
      ],
    },
  ]);
  const size = BigInt(cellCount(cells) * rest.unit);
  const above = layers
    .slice(place + 1)
    .map(layer => (traitsOf(layer).unallocated === 'open' ? ({ ...layer, size } as Layer) : layer));
  return [...layers.slice(0, place), { ...rest, cells }, ...above];
}

/** The layer with data after the ends of all layers, and unallocated cells after that. A request begins there. */
function opened(layer: Layer, layers: readonly Layer[]): Layer {
  const longest = [layer, ...layers].map(virtualSize).reduce((most, size) => (size > most ? size : most));
  const unit = BigInt(layer.unit);
  const end = ((longest + unit - 1n) / unit) * unit;
  return { ...arbitraryOf(layer.format).withState(layer, Number(end), 'data'), size: end + openCells * unit };
}
