import type { Recipe } from '../../../generators/recipe/recipe.ts';
import { MapParityError } from '../../error.ts';
import { explanationLines } from './explanation-lines.ts';

/** What stands behind a guest offset (bytes) of a written chain; the reason alone where the chain can't be opened. */
export function behindLines(recipe: Recipe, at: bigint, folder: string): string[] {
  try {
    return ['behind it', ...explanationLines(recipe.layers.at(-1)!.name, at, { directory: folder })];
  } catch (error) {
    if (error instanceof MapParityError) return [`nothing to show behind it: ${error.message}`];
    throw error;
  }
}
