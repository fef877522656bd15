import type { Recipe } from '../../../generators/recipe/recipe.ts';
import { MapParityError } from '../../error.ts';
import { explain, openImage } from '../../index.ts';
import { layerLine } from './layer-line.ts';

/**
 * What stands behind a guest offset (bytes) of a written chain: a line a layer, from the top down to the one that
 * decides, with its cluster and table words; the reason alone where the chain can't be opened.
 */
export function behindLines(recipe: Recipe, at: bigint, folder: string): string[] {
  try {
    // Not `using`: Node 22 runs these sources as they are, and doesn't know it.
    const image = openImage(recipe.layers.at(-1)!.name, { directory: folder });
    try {
      return ['behind it', ...explain(image, at).map(layerLine)];
    } finally {
      image.close();
    }
  } catch (error) {
    if (error instanceof MapParityError) return [`nothing to show behind it: ${error.message}`];
    throw error;
  }
}
