import { joinRuns } from './cells/cell-row.ts';
import { traitsOf } from './formats.ts';
import { defaultBacking } from './header-backing.ts';
import type { Case, Edit, Layer, LayerShape, Recipe } from './recipe.ts';
import { defaultSize } from './virtual-size.ts';

/** The same case with the normal form of its recipe. */
export function normalCase(given: Case): Case {
  return { notes: given.notes, recipe: normalRecipe(given.recipe), queries: given.queries };
}

/**
 * The same recipe in the fewest words: stated values that equal their defaults are dropped, neighbouring runs in one
 * state are joined, hexadecimal is lower case. Recipes with the same normal form are the same recipe.
 */
export function normalRecipe(recipe: Recipe): Recipe {
  return {
    layers: recipe.layers.map((layer, index): Layer => {
      const attributes = traitsOf(layer).normalAttributes(layer, defaultBacking(recipe, index));
      return { format: layer.format, ...normalShape(layer), ...attributes } as Layer;
    }),
  };
}

function normalShape(layer: Layer): LayerShape {
  const { name, unit, size, cells, served, edits } = layer;
  return {
    name,
    unit,
    ...(size === undefined || size === defaultSize(layer) ? {} : { size }),
    cells: joinRuns(cells),
    ...(served === undefined ? {} : { served }),
    ...(edits === undefined || edits.length === 0 ? {} : { edits: edits.map(normalEdit) }),
  };
}

function normalEdit(edit: Edit): Edit {
  return edit.field === 'byte' ? { ...edit, bytes: edit.bytes.toLowerCase() } : edit;
}
