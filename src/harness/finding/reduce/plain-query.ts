import { parseByteSize } from '../../../../generators/recipe/byte-size.ts';
import type { Query, Recipe } from '../../../../generators/recipe/recipe.ts';
import { mappedChain } from '../signature/mapped-chain.ts';
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

/** Bytes of the smallest windows: no whole sector, below one and above. */
const lengths = ['1', '513'] as const;
/** And of their starts; the last are at the end of the smallest chains, and behind it, where nothing is left. */
const starts = [...lengths, '65536', '65537'] as const;

/**
 * The smallest windows that a query with one may be about: behind some bytes, of some, or both; and the one whose end is beyond 64
 * bits with a sign.
 */
export function smallestWindows(query: Query, name: string): Query[] {
  const words = spelledOut(query);
  const from = words.includes('-s') ? starts.map(bytes => ['-s', bytes]) : [];
  const of = words.includes('-l') ? lengths.map(bytes => ['-l', bytes]) : [];
  const both = from.flatMap(start => of.map(length => [...start, ...length]));
  if (both.length > 0) both.push(['-s', '1', '-l', String(2n ** 63n - 1n)]);
  const [image, ...options] = plainQuery(query, name).toReversed();
  return [...from, ...of, ...both].map(window => [...options.toReversed(), ...window, image!]);
}

/** Bytes that a window may come down to where none of the smallest will do. */
const lesser = [1n, 512n, 513n, 65536n, 65537n];

/** Windows that begin earlier, or are shorter. */
export function* lesserWindows(query: Query): Generator<Query> {
  for (const [index, word] of query.entries()) {
    if (query[index - 1] !== '-s' && query[index - 1] !== '-l') continue;
    const bytes = parseByteSize(word) ?? 0n;
    for (const less of lesser) if (less < bytes) yield query.with(index, String(less));
  }
}
