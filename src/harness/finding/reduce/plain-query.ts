import { parseByteSize } from '../../../../generators/recipe/byte-size.ts';
import { mappedChain } from '../../../../generators/recipe/query/mapped-chain.ts';
import type { Query, Recipe } from '../../../../generators/recipe/recipe.ts';
import { spelledOut } from './spelled-out.ts';

/** A query for the image `name` with the same kind of output, and no other option. */
export function plainQuery(query: Query, name: string): Query {
  return [...spelledOut(query).filter(word => /^--(output|context)=/.test(word)), name];
}

/** Whether a query is the plain one for its image: it has nothing that could be left out. */
export function isPlain(query: Query, recipe: Recipe): boolean {
  const { name } = mappedChain(recipe, query).layers.at(-1)!;
  return spelledOut(query).join('\0') === plainQuery(query, name).join('\0');
}

/** The query with its image by name alone: without image options, secrets and format, in the same window. */
export function plainlyNamed(query: Query, recipe: Recipe): Query {
  const words = spelledOut(query);
  const named = words.filter((word, index) => {
    const isValue = words[index - 1] === '-s' || words[index - 1] === '-l';
    return isValue || word === '-s' || word === '-l' || /^--(output|context)=/.test(word);
  });
  return [...named, mappedChain(recipe, query).layers.at(-1)!.name];
}

/** Lengths of the smallest windows in bytes: no whole sectors, one below a sector and one above. */
const lengths = ['1', '513'] as const;
/** Starts of the smallest windows in bytes. The last two are at the end of the smallest chains, and after it. */
const starts = [...lengths, '65536', '65537'] as const;

/**
 * The smallest windows, if the query has one: with a start, a length, or both, as the query has; and one whose end is beyond a
 * signed 64-bit number.
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

/** Bytes that a start or a length may be reduced to, when none of the smallest windows shows the fault. */
const lesser = [1n, 512n, 513n, 65536n, 65537n];

/** Queries with a window that begins earlier or is shorter. */
export function* lesserWindows(query: Query): Generator<Query> {
  for (const [index, word] of query.entries()) {
    if (query[index - 1] !== '-s' && query[index - 1] !== '-l') continue;
    const bytes = parseByteSize(word) ?? 0n;
    for (const less of lesser) if (less < bytes) yield query.with(index, String(less));
  }
}
