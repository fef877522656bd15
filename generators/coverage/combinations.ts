import { canMeet, items } from './items.ts';

/** The place of a combination of items i < j < k in a set of bits, by the combinatorial number system. */
export function pairPlace(i: number, j: number): number {
  return (j * (j - 1)) / 2 + i;
}

export function triplePlace(i: number, j: number, k: number): number {
  return (k * (k - 1) * (k - 2)) / 6 + pairPlace(i, j);
}

const count = items.length;

/** The number of pairs and triples of all items, including the impossible ones. */
export const pairCount: number = pairPlace(0, count);
export const tripleCount: number = triplePlace(0, 0, count);

/** The pairs of items that can meet. Each has the smaller number first. */
export function* possiblePairs(): Generator<readonly [number, number]> {
  for (let j = 1; j < count; j++) for (let i = 0; i < j; i++) if (canMeet(items[i]!, items[j]!)) yield [i, j];
}

/**
 * The triples in which each two items can meet, in ascending order. Two columns of a border count as a pair, never as
 * part of a triple.
 */
export function* possibleTriples(): Generator<readonly [number, number, number]> {
  const meets = Array.from({ length: count }, () => new Uint8Array(count));
  for (const [i, j] of possiblePairs()) if (items[j]!.kind !== 'column') meets[i]![j] = 1;
  for (let i = 0; i < count; i++)
    for (let j = i + 1; j < count; j++)
      if (meets[i]![j]) for (let k = j + 1; k < count; k++) if (meets[i]![k] && meets[j]![k]) yield [i, j, k];
}
