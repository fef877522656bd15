import type { Query, Recipe } from '../../../generators/recipe/recipe.ts';
import { mappedChain } from '../verdict/mapped-chain.ts';
import { spelledOut } from './spelled-out.ts';

/** Of the options of a query only what is printed, of the image `name`. */
export function plainQuery(query: Query, name: string): Query {
  return [...spelledOut(query).filter(word => /^--(output|context)=/.test(word)), name];
}

/**
 * The query with the image that it maps by its name alone: without image options, secrets and a format, but in its window.
 */
export function plainlyNamed(query: Query, recipe: Recipe): Query {
  const words = spelledOut(query);
  const named = words.filter((word, index) => {
    const isValue = words[index - 1] === '-s' || words[index - 1] === '-l';
    return isValue || word === '-s' || word === '-l' || /^--(output|context)=/.test(word);
  });
  return [...named, mappedChain(recipe, query).layers.at(-1)!.name];
}

/**
 * The smallest windows at the start of the image that a query with one may be about: behind a byte, of a byte, or both; and
 * the one whose end is beyond 64 bits with a sign.
 */
export function smallestWindows(query: Query, name: string): Query[] {
  const words = spelledOut(query);
  const start = words.includes('-s') ? [['-s', '1']] : [];
  const length = words.includes('-l') ? [['-l', '1']] : [];
  const lengths = start.length * length.length > 0 ? [1n, 2n ** 63n - 1n] : [];
  const both = lengths.map(bytes => ['-s', '1', '-l', String(bytes)]);
  const [image, ...options] = plainQuery(query, name).toReversed();
  return [...start, ...length, ...both].map(window => [...options.toReversed(), ...window, image!]);
}
