import { heldStates } from '../../../generators/recipe/cells/held-states.ts';
import { traitsOf } from '../../../generators/recipe/formats.ts';
import type { Recipe } from '../../../generators/recipe/recipe.ts';
import type { HoleSupport } from './hole-support.ts';

/** Why a case is skipped: its chain needs holes, and the scratch file system has none. Undefined: it can be judged. */
export function obstacleTo(recipe: Recipe, holes: HoleSupport): string | undefined {
  if (holes.kind === 'supported') return undefined;
  return needsHoles(recipe) ? `holes, on a file system that does not keep them (${holes.why})` : undefined;
}

/** Whether the map of a chain depends on holes in its files: raw layers, and data clusters that were never written. */
export function needsHoles({ layers }: Recipe): boolean {
  return layers.some(
    layer => !traitsOf(layer).hasClusters || layer.cells.some(cell => heldStates(cell).includes('data-hole')),
  );
}
