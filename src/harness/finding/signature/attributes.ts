import { plainestFormat, traitsOf } from '../../../../generators/recipe/formats.ts';
import { normalRecipe } from '../../../../generators/recipe/normal-form.ts';
import type { Layer, Query, Recipe } from '../../../../generators/recipe/recipe.ts';

/**
 * The attributes of a chain and the options of a query, without values, each once. The plainest chain and query have none, so
 * in a reduced case they are what the fault needs.
 */
export function attributesOf(recipe: Recipe, query: Query): string[] {
  const layers = normalRecipe(recipe).layers;
  return [...new Set([...layers.flatMap(layerWords).toSorted(), ...queryWords(query)])];
}

/** The attributes of a layer in the words of the notation. Version 3 is the plain one; a size of whole cells could be cells. */
function layerWords(layer: Layer): string[] {
  const isWhole = layer.size === undefined || layer.size % BigInt(layer.unit) === 0n;
  const words: Readonly<Record<string, string>> = {
    ...traitsOf(layer).attributes,
    ...(isWhole ? {} : { size: 'size' }),
  };
  const present = Object.keys(layer).filter(key => key !== 'version' || layer.version === 2);
  const format = layer.format === plainestFormat ? [] : [layer.format];
  return [...format, ...present.flatMap(key => words[key] ?? [])];
}

/** The options of a query by name, and `table` if it prints a table instead of JSON. */
function queryWords(query: Query): string[] {
  const options = query.filter(word => word.startsWith('-'));
  const names = options.map(word => word.split('=', 1)[0]!).filter(name => name !== '--output');
  const isTable = !names.includes('--context') && !query.some(word => /^(--output=)?json$/.test(word));
  return [...names.toSorted(), ...(isTable ? ['table'] : [])];
}
