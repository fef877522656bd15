import type { Query } from '../../../../generators/recipe/recipe.ts';
import { type Axis, stretchesOf } from '../../../drawing/axis.ts';
import type { Drawing, DrawnCell } from '../../../drawing/drawing.ts';
import { MapParityError } from '../../../map/basics/error.ts';
import type { FileSource } from '../../../map/portable.ts';
import { explainLayer } from '../../../map/status/explain.ts';
import { openWords } from '../open/open-words.ts';

/** The chain that a drawing is of. */
interface Place {
  readonly words: Query;
  readonly source: FileSource;
}

/** A drawing with the host offset of each cell that is on its axis and has one. Without a place, or if that can't be opened: as it is. */
export function withHosts(drawing: Drawing, place: Place | undefined): Drawing {
  if (place === undefined) return drawing;
  try {
    const chain = openWords(place.words, place.source);
    try {
      const isDrawn = isOn(drawing.axis);
      const hostOf = (depth: number, { start }: DrawnCell): bigint | undefined =>
        depth < chain.layers.length ? explainLayer(chain, depth, start).offset : undefined;
      const layers = drawing.layers.map(layer => ({
        ...layer,
        cells: layer.cells.map(cell => {
          const host = isDrawn(cell) ? hostOf(layer.depth, cell) : undefined;
          return host === undefined ? cell : { ...cell, host };
        }),
      }));
      return { ...drawing, layers };
    } finally {
      chain.close();
    }
  } catch (error) {
    if (error instanceof MapParityError) return drawing;
    throw error;
  }
}

function isOn(axis: Axis): (cell: DrawnCell) => boolean {
  return ({ start, end }) => {
    const { from, to } = stretchesOf(axis, start, end);
    return from < to;
  };
}
