import { type StateLetter, stateOf } from '../../coverage/column.ts';
import type { Recipe } from '../../recipe/recipe.ts';
import { arbitraryOf } from '../format-arbitraries.ts';

/**
 * The same chain with these columns (`columns`), one in every second cluster of the top layer from the first on. A layer
 * that can't hold a state stays as it is.
 */
export function plantColumns({ layers }: Recipe, columns: readonly string[]): Recipe {
  let planted = layers;
  for (const [index, column] of columns.entries()) {
    const at = 2 * index * layers.at(-1)!.unit;
    for (const [depth, letter] of [...column].entries()) {
      const place = layers.length - 1 - depth;
      const layer = planted[place];
      const state = stateOf(letter as StateLetter);
      if (layer !== undefined && state !== undefined)
        planted = planted.with(place, arbitraryOf(layer.format).withState(layer, at, state));
    }
  }
  return { layers: planted };
}
