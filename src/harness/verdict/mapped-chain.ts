import type { Layer, Query, Recipe } from '../../../generators/recipe/recipe.ts';

/**
 * The part of a chain that a query maps: down from the topmost layer that it names, from the top where it names none, to
 * the first that is cut off from those below, by its header or by the query.
 */
export function mappedChain({ layers }: Recipe, query: Query): Recipe {
  const named = layers.findLastIndex(({ name }) => query.some(word => namesFile(word, name)));
  const top = named < 0 ? layers.length - 1 : named;
  const isCut = query.some(word => word.includes('"backing":null'));
  const bottom = isCut ? top : layers.findLastIndex((layer, index) => index <= top && isBottom(layer));
  return { layers: layers.slice(Math.max(0, bottom), top + 1) };
}

function isBottom(layer: Layer): boolean {
  return layer.format === 'raw' || layer.backing === null;
}

/** By its name alone, within a json: name, or within image options. */
function namesFile(word: string, name: string): boolean {
  return word === name || word.includes(`"${name}"`) || `${word},`.includes(`=${name},`);
}
