import { readSize } from '../model/query/size.ts';
import { optionValue, readWords, requestsHelp } from '../recipe/query/query-words.ts';
import type { Case, Query, Recipe } from '../recipe/recipe.ts';
import { type ChainBorder, chainBorders } from './chain-borders.ts';
import { type ChainFeature, chainFeatures } from './chain-features.ts';
import { pairCount, pairPlace, tripleCount, triplePlace } from './combinations.ts';
import { itemNumbers, items } from './items.ts';
import { optionsOf } from './query-options.ts';

/**
 * The items, pairs and triples that cases had, one bit for each. Items meet at one border of a chain under one query:
 * the columns at its sides, its kinds, the features of the chain and the options of the query.
 */
export interface Coverage {
  readonly items: Uint8Array;
  readonly pairs: Uint8Array;
  readonly triples: Uint8Array;
}

/** @param allocate makes room for that many bytes; absent: in the memory of this thread */
export function emptyCoverage(
  allocate: (bytes: number) => Uint8Array = bytes => new Uint8Array(bytes),
): Coverage {
  return {
    items: allocate(Math.ceil(items.length / 8)),
    pairs: allocate(Math.ceil(pairCount / 8)),
    triples: allocate(Math.ceil(tripleCount / 8)),
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

/**
 * Adds the items of a case's queries. A damaged chain counts with its features and options only, and a query that map
 * refuses or answers with help doesn't count.
 */
export function cover(coverage: Coverage, { recipe, queries }: Pick<Case, 'recipe' | 'queries'>): void {
  // Nobody knows the columns and borders of a damaged chain.
  const borders = chainFeatures.damage(recipe) ? [] : chainBorders(recipe);
  const ofChain = features.filter(([, has]) => has(recipe)).map(([name]) => featureNumbers.get(name)!);
  for (const query of queries.filter(isForImage)) {
    const common = [...ofChain, ...optionsOf(query, recipe).map(name => optionNumbers.get(name)!)];
    coverGroups(coverage, coverBorders(coverage, bordersInWindow(borders, query)), common);
  }
}

function isForImage(query: Query): boolean {
  const words = readWords(query);
  return words.mistake === undefined && words.operands.length === 1 && !requestsHelp(words);
}

/**
 * Sets and returns the combinations of borders alone, each once: single items, and pairs other than two columns. So the
 * many features of a chain need not be combined with each of its borders.
 */
function coverBorders(
  { pairs, triples }: Coverage,
  borders: readonly ChainBorder[],
): Iterable<readonly number[]> {
  const groups = new Map<number, readonly number[]>();
  const seen = new Set<string>();
  for (const { left, right, kinds } of borders) {
    const key = `${left} ${right} ${kinds}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const sides = [left, right]
      .flatMap(column => columnNumbers.get(column ?? '') ?? [])
      .sort((a, b) => a - b);
    const numbers = kinds.map(kind => borderNumbers.get(kind)!).sort((a, b) => a - b);
    if (sides.length === 2 && sides[0] !== sides[1]) set(pairs, pairPlace(sides[0]!, sides[1]!));
    for (const column of sides) {
      groups.set(-column - 1, [column]);
      for (const [at, one] of numbers.entries()) {
        groups.set(pairPlace(column, one), [column, one]);
        for (const other of numbers.slice(at + 1)) set(triples, triplePlace(column, one, other));
      }
    }
    for (const [at, one] of numbers.entries()) {
      groups.set(-one - 1, [one]);
      for (const other of numbers.slice(at + 1)) groups.set(pairPlace(one, other), [one, other]);
    }
  }
  return groups.values();
}

/**
 * Sets groups of one or two items, alone and with `common`, the items that they all have in common. The numbers in
 * `common` ascend and are greater than those in the groups.
 */
function coverGroups(
  coverage: Coverage,
  groups: Iterable<readonly number[]>,
  common: readonly number[],
): void {
  const { items, pairs, triples } = coverage;
  const count = common.length;
  for (const [first, second] of groups as Iterable<readonly [number, number | undefined]>) {
    if (second !== undefined) {
      set(pairs, pairPlace(first, second));
      for (let i = 0; i < count; i++) set(triples, triplePlace(first, second, common[i]!));
      continue;
    }
    set(items, first);
    for (let i = 0; i < count; i++) {
      set(pairs, pairPlace(first, common[i]!));
      for (let j = i + 1; j < count; j++) set(triples, triplePlace(first, common[i]!, common[j]!));
    }
  }
  for (let i = 0; i < count; i++) {
    set(items, common[i]!);
    for (let j = i + 1; j < count; j++) {
      set(pairs, pairPlace(common[i]!, common[j]!));
      for (let k = j + 1; k < count; k++) set(triples, triplePlace(common[i]!, common[j]!, common[k]!));
    }
  }
}

/** The borders inside the window of a query, and the edges of the window. */
function bordersInWindow(borders: readonly ChainBorder[], query: Query): readonly ChainBorder[] {
  const words = readWords(query);
  const [from, most] = [optionValue(words, 'start-offset'), optionValue(words, 'max-length')];
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

/** The coverage of two parts of a campaign together. */
export function joinCoverage(one: Coverage, other: Coverage): Coverage {
  const either = (left: Uint8Array, right: Uint8Array): Uint8Array =>
    left.map((byte, at) => byte | right[at]!);
  return {
    items: either(one.items, other.items),
    pairs: either(one.pairs, other.pairs),
    triples: either(one.triples, other.triples),
  };
}
