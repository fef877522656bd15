import { readSize } from '../model/size.ts';
import type { Case, Query, Recipe } from '../recipe/recipe.ts';
import { type ChainBorder, chainBorders } from './chain-borders.ts';
import { type ChainFeature, chainFeatures } from './chain-features.ts';
import { pairCount, pairPlace, tripleCount, triplePlace } from './combinations.ts';
import { itemNumbers, items } from './items.ts';
import { optionsOf } from './query-options.ts';
import { readWords } from './query-words.ts';

/**
 * What has been met, a byte for each item, and a bit for each pair and triple of items. Items meet at one border of a
 * chain under one query: the columns at its sides, its kinds, the features of the chain and the options of the query.
 */
export interface Coverage {
  readonly items: Uint8Array;
  readonly pairs: Uint8Array;
  readonly triples: Uint8Array;
}

export function emptyCoverage(): Coverage {
  return {
    items: new Uint8Array(Math.ceil(items.length / 8)),
    pairs: new Uint8Array(Math.ceil(pairCount / 8)),
    triples: new Uint8Array(Math.ceil(tripleCount / 8)),
  };
}

/** Whether bit `place` is set. */
export function isSet(bits: Uint8Array, place: number): boolean {
  return ((bits[place >> 3] ?? 0) & (1 << (place & 7))) !== 0;
}

function set(bits: Uint8Array, place: number): void {
  bits[place >> 3]! |= 1 << (place & 7);
}

const columnNumbers = itemNumbers('column');
const borderNumbers = itemNumbers('border');
const featureNumbers = itemNumbers('feature');
const optionNumbers = itemNumbers('option');
const features = Object.entries(chainFeatures) as [ChainFeature, (recipe: Recipe) => boolean][];

/** Adds what the queries of a case have met. */
export function cover(coverage: Coverage, { recipe, queries }: Pick<Case, 'recipe' | 'queries'>): void {
  const borders = chainBorders(recipe);
  const ofChain = features.filter(([, has]) => has(recipe)).map(([name]) => featureNumbers.get(name)!);
  for (const query of queries) {
    const common = [...ofChain, ...optionsOf(query, recipe).map(name => optionNumbers.get(name)!)];
    combine(coverage, [], common);
    const met = new Set<string>();
    for (const { left, right, kinds } of bordersInWindow(borders, query)) {
      const key = `${left} ${right} ${kinds}`;
      if (met.has(key)) continue;
      met.add(key);
      const sides = [left, right].flatMap(column => columnNumbers.get(column ?? '') ?? []);
      const numbers = kinds.map(kind => borderNumbers.get(kind)!).sort((a, b) => a - b);
      combine(coverage, sides, [...numbers, ...common]);
    }
  }
}

/** Sets the combinations of up to two columns and of other items, whose numbers ascend and are greater. */
function combine(
  { items, pairs, triples }: Coverage,
  columns: readonly number[],
  others: readonly number[],
): void {
  const [left, right] = columns;
  if (left !== undefined && right !== undefined && left !== right)
    set(pairs, pairPlace(Math.min(left, right), Math.max(left, right)));
  for (const column of columns) set(items, column);
  for (const [at, one] of others.entries()) {
    set(items, one);
    for (const column of columns) set(pairs, pairPlace(column, one));
    for (let next = at + 1; next < others.length; next++) {
      const other = others[next]!;
      set(pairs, pairPlace(one, other));
      for (const column of columns) set(triples, triplePlace(column, one, other));
      for (let last = next + 1; last < others.length; last++)
        set(triples, triplePlace(one, other, others[last]!));
    }
  }
}

/** The borders that a query shows, and the edges of its window. */
function bordersInWindow(borders: readonly ChainBorder[], query: Query): readonly ChainBorder[] {
  const { values } = readWords(query);
  const [from, most] = [values.get('start-offset'), values.get('max-length')];
  if (from === undefined && most === undefined) return borders;
  const start = bytesOf(from) ?? 0;
  const end = start + (bytesOf(most) ?? Number.POSITIVE_INFINITY);
  return [
    ...borders.filter(({ at }) => at > start && at < end),
    ...[start, end].flatMap(at => edgeAt(borders, at)),
  ];
}

function bytesOf(text: string | undefined): number | undefined {
  const size = text === undefined ? undefined : readSize(text, '11.1');
  return size === undefined ? undefined : Number(size);
}

/** The edge of a window within the image, with the border that it falls on. */
function edgeAt(borders: readonly ChainBorder[], at: number): ChainBorder[] {
  const before = borders.findLast(border => border.at <= at);
  if (before === undefined || before.right === undefined) return [];
  if (before.at === at) return [{ ...before, kinds: [...before.kinds, 'window-edge'] }];
  return [{ at, left: before.right, right: before.right, kinds: ['window-edge'] }];
}

/** What two parts of a campaign have met together. */
export function joinCoverage(one: Coverage, other: Coverage): Coverage {
  const either = (left: Uint8Array, right: Uint8Array): Uint8Array =>
    left.map((byte, at) => byte | right[at]!);
  return {
    items: either(one.items, other.items),
    pairs: either(one.pairs, other.pairs),
    triples: either(one.triples, other.triples),
  };
}
