import { traitsOf } from '../../../generators/recipe/formats.ts';
import { heldStates } from '../../../generators/recipe/held-states.ts';
import type { Recipe } from '../../../generators/recipe/recipe.ts';
import type { Fitness } from './fitness.ts';

/** Why a chain can't be judged on the scratch file system, or undefined: the reason it is skipped by. */
export function obstacleTo(recipe: Recipe, fitness: Fitness): string | undefined {
  if (fitness.kind === 'fit') return undefined;
  return needsHoles(recipe) ? `holes, on a file system that does not show them (${fitness.why})` : undefined;
}

/** Whether the map of a chain depends on holes in its files. */
export function needsHoles({ layers }: Recipe): boolean {
  return layers.some(
    layer => !traitsOf(layer).hasClusters || layer.cells.some(cell => heldStates(cell).includes('data-hole')),
  );
}
