import type { Query, Recipe } from '../../../generators/recipe/recipe.ts';

/** The part of a chain that a query maps: down from the topmost layer that it names; the whole one where it names none. */
export function mappedChain({ layers }: Recipe, query: Query): Recipe {
  const top = layers.findLastIndex(({ name }) => query.some(word => namesFile(word, name)));
  return { layers: top < 0 ? layers : layers.slice(0, top + 1) };
}

/** By its name alone, within a json: name, or within image options. */
function namesFile(word: string, name: string): boolean {
  return word === name || word.includes(`"${name}"`) || `${word},`.includes(`=${name},`);
}
