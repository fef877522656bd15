import { canMeet, items } from './items.ts';

/** Places of combinations in a set of bits: of the items i < j < k, by the combinatorial number system. */
export function pairPlace(i: number, j: number): number {
  return (j * (j - 1)) / 2 + i;
}

export function triplePlace(i: number, j: number, k: number): number {
  return (k * (k - 1) * (k - 2)) / 6 + pairPlace(i, j);
}

const count = items.length;

/** How many pairs and triples there are of all items, the impossible ones among them. */
export const pairCount: number = pairPlace(0, count);
export const tripleCount: number = triplePlace(0, 0, count);

/** The pairs of items that can meet, each with the smaller number first. */
export function* possiblePairs(): Generator<readonly [number, number]> {
  for (let j = 1; j < count; j++) for (let i = 0; i < j; i++) if (canMeet(items[i]!, items[j]!)) yield [i, j];
}

/** The triples of which each two can meet, in ascending order. Two columns of a border are a pair, no part of a triple. */
export function* possibleTriples(): Generator<readonly [number, number, number]> {
  const meets = Array.from({ length: count }, () => new Uint8Array(count));
  for (const [i, j] of possiblePairs()) if (items[j]!.kind !== 'column') meets[i]![j] = 1;
  for (let i = 0; i < count; i++)
    for (let j = i + 1; j < count; j++)
      if (meets[i]![j]) for (let k = j + 1; k < count; k++) if (meets[i]![k] && meets[j]![k]) yield [i, j, k];
}
