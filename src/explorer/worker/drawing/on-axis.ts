import { stretchesOf } from '../../../drawing/axis.ts';
import type { Drawing } from '../../../drawing/drawing.ts';

/**
 * The same drawing without the cells and extents that its axis doesn't show: of a big image those are thousands, which the page would
 * have to copy from the worker and go through. The last cell of a layer stays, since it tells where the layer ends.
 */
export function onAxis(drawing: Drawing): Drawing {
  const { axis, layers, sides } = drawing;
  const isOn = (start: bigint, end: bigint): boolean => {
    const { from, to } = stretchesOf(axis, start, end);
    return from < to;
  };
  return {
    ...drawing,
    layers: layers.map(layer => ({
      ...layer,
      cells: layer.cells.filter(
        (cell, index) => index === layer.cells.length - 1 || isOn(cell.start, cell.end),
      ),
    })),
    sides: sides.map(({ name, extents }) => ({
      name,
      // A side that keeps none looks like one that printed none.
      extents: extents.filter(
        ({ start, length }, index) => index === extents.length - 1 || isOn(start, start + length),
      ),
    })),
  };
}
