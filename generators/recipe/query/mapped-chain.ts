import { canState } from '../formats.ts';
import type { Layer, Query, Recipe } from '../recipe.ts';

/**
 * The layers of a chain that a query maps. These are the layers that it names (a `json:` name may put any of them as the
 * backing of another), or the top if it names none; then the layers below the deepest of these, down to the first one that its
 * header or the query cuts off from the layers below.
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

/** Whether a word names a file: by its name alone, in a `json:` name, or in image options. */
function namesFile(word: string, name: string): boolean {
  return word === name || word.includes(`"${name}"`) || `${word},`.includes(`=${name},`);
}
