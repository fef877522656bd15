import { joinRuns } from '../recipe/cell-row.ts';
import { traitsOf } from '../recipe/formats.ts';
import type { Layer, Recipe } from '../recipe/recipe.ts';
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
  const hollow = wish.has('hollow-end') ? hollowed(top) : top;
  return { layers: layers.with(-1, wish.has('open-end') ? opened(hollow, layers) : hollow) };
}

/** The layer with clusters at its end that were never written. */
function hollowed(layer: Layer): Layer {
  const count = hollowClusters + Math.ceil(hollowBytes / layer.unit);
  const { slots: _, size: __, ...rest } = layer;
  return { ...rest, cells: joinRuns([...layer.cells, { state: 'data-hole', count }]) } as Layer;
}

/** The layer with data after the ends of all layers, and unallocated cells after that. A request begins there. */
function opened(layer: Layer, layers: readonly Layer[]): Layer {
  const longest = [layer, ...layers].map(virtualSize).reduce((most, size) => (size > most ? size : most));
  const unit = BigInt(layer.unit);
  const end = ((longest + unit - 1n) / unit) * unit;
  return { ...arbitraryOf(layer.format).withState(layer, Number(end), 'data'), size: end + openCells * unit };
}
