import { canState } from '../../../../generators/recipe/formats.ts';
import type { Layer, Query, Recipe } from '../../../../generators/recipe/recipe.ts';

/**
 * The part of a chain that a query maps: the layers that it names (a `json:` name may put any as the backing of another), the
 * top where it names none; and what lies below the deepest of these, down to the first that is cut off from those below, by its
 * header or by the query.
 */
export function mappedChain({ layers }: Recipe, query: Query): Recipe {
  const named = layers.filter(({ name }) => query.some(word => namesFile(word, name)));
  const [deepest, ...above] = named.length === 0 ? layers.slice(-1) : named;
  const below = layers.slice(0, layers.indexOf(deepest!) + 1);
  const isCut = query.some(word => word.includes('"backing":null'));
  const bottom = isCut ? below.length - 1 : Math.max(0, below.findLastIndex(isBottom));
  return { layers: [...below.slice(bottom), ...above] };
}

function isBottom(layer: Layer): boolean {
  return !canState(layer, 'backing') || layer.backing === null;
}

/** By its name alone, within a json: name, or within image options. */
function namesFile(word: string, name: string): boolean {
  return word === name || word.includes(`"${name}"`) || `${word},`.includes(`=${name},`);
}
