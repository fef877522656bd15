import { plainestFormat, traitsOf } from '../../../../generators/recipe/formats.ts';
import { normalRecipe } from '../../../../generators/recipe/normal-form.ts';
import type { Layer, Query, Recipe } from '../../../../generators/recipe/recipe.ts';

/**
 * What a chain and a query have that the plainest have not, without values, each once: in a reduced case that is what
 * the fault takes.
 */
export function attributesOf(recipe: Recipe, query: Query): string[] {
  const layers = normalRecipe(recipe).layers;
  return [...new Set([...layers.flatMap(layerWords).toSorted(), ...queryWords(query)])];
}

/** The words of the notation; version 3 is the plain one. */
function layerWords(layer: Layer): string[] {
  const words: Readonly<Record<string, string>> = { ...traitsOf(layer).attributes, size: 'size' };
  const stated = Object.keys(layer).filter(key => key !== 'version' || layer.version === 2);
  const format = layer.format === plainestFormat ? [] : [layer.format];
  return [...format, ...stated.flatMap(key => words[key] ?? [])];
}

/** The options of a query by name; that it asks for a table instead of JSON. */
function queryWords(query: Query): string[] {
  const options = query.filter(word => word.startsWith('-'));
  const names = options.map(word => word.split('=', 1)[0]!).filter(name => name !== '--output');
  const isTable = !names.includes('--context') && !query.some(word => /^(--output=)?json$/.test(word));
  return [...names.toSorted(), ...(isTable ? ['table'] : [])];
}
