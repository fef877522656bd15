import { cellCount, joinRuns } from '../recipe/cell-row.ts';
import { traitsOf } from '../recipe/formats.ts';
import type { Layer, Qcow2Layer, Recipe } from '../recipe/recipe.ts';
import { virtualSize } from '../recipe/virtual-size.ts';
import type { Wish } from '../wish/wish.ts';
import { arbitraryOf } from './format-arbitraries.ts';

/** By so many cells the top ends after all other layers. */
const openCells = 3n;

/** A hole of this many bytes is visible on any host, and with these clusters more a file looks preallocated. */
const hollowBytes = 1 << 14;
const hollowClusters = 3;

/** The same chain with the rare end of its top that a wish names, if its format can have it. */
export function withRareEnd({ layers }: Recipe, wish: Wish): Recipe {
  const top = layers.at(-1)!;
  if (traitsOf(top).unallocated !== 'open') return { layers };
  if (wish.has('illegal-end')) return { layers: illegallyEnded(layers) };
  const hollow = wish.has('hollow-end') ? hollowed(top) : top;
  return { layers: layers.with(-1, wish.has('open-end') ? opened(hollow, layers) : hollow) };
}

/** The layer with clusters at its end that were never written. */
function hollowed(layer: Layer): Layer {
  const count = hollowClusters + Math.ceil(hollowBytes / layer.unit);
  const { slots: _, size: __, ...rest } = layer;
  return { ...rest, cells: joinRuns([...layer.cells, { state: 'data-hole', count }]) } as Layer;
}

/**
 * The chain whose deepest layer with extended L2 entries ends with a compressed cluster and an illegal one. The layers above reach
 * as far, and have nothing there.
 */
function illegallyEnded(layers: readonly Layer[]): readonly Layer[] {
  const place = layers.findIndex(
    layer => 'extendedL2' in layer && layer.extendedL2 === true && layer.dataFile === undefined,
  );
  if (place < 0) return layers;
  const { slots: _, size: __, ...rest } = layers[place]! as Qcow2Layer;
  const behind = layers
    .slice(place)
    .reduce((most, layer) => Math.max(most, cellCount(layer.cells) * layer.unit), 0);
  const free = Math.ceil(behind / rest.unit) - cellCount(rest.cells);
  const cells = joinRuns([
    ...rest.cells,
    { state: 'unallocated', count: free },
    { state: 'compressed', count: 1 },
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
