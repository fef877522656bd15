import { pairPlace, possiblePairs, possibleTriples, triplePlace } from './combinations.ts';
import { type Coverage, isSet } from './coverage.ts';
import { type Item, items } from './items.ts';

/** How many are covered, of those that can be. */
export interface Share {
  readonly covered: number;
  readonly possible: number;
}

/** A coverage in numbers and names. */
export interface CoverageFigures {
  readonly items: Share;
  readonly pairs: Share;
  readonly triples: Share;
  /** Items that aren't covered. */
  readonly missingItems: readonly Item[];
  /** Pairs of covered items that aren't covered together, in the order of the items. */
  readonly missingPairs: readonly (readonly [Item, Item])[];
}

/** The figures of a coverage. A combination is possible if each two of its items can meet (`canMeet`). */
export function coverageFigures(coverage: Coverage): CoverageFigures {
  const missingItems = items.filter((_, number) => !isSet(coverage.items, number));
  const pairs = [...possiblePairs()];
  const missing = pairs.filter(([i, j]) => !isSet(coverage.pairs, pairPlace(i, j)));
  const isCovered = (number: number): boolean => isSet(coverage.items, number);
  return {
    items: { covered: items.length - missingItems.length, possible: items.length },
    pairs: { covered: pairs.length - missing.length, possible: pairs.length },
    triples: tripleShare(coverage),
    missingItems,
    missingPairs: missing
      .filter(([i, j]) => isCovered(i) && isCovered(j))
      .map(([i, j]) => [items[i]!, items[j]!] as const),
  };
}

function tripleShare({ triples }: Coverage): Share {
  let covered = 0;
  let possible = 0;
  for (const [i, j, k] of possibleTriples()) {
    possible += 1;
    if (isSet(triples, triplePlace(i, j, k))) covered += 1;
  }
  return { covered, possible };
}

/** Whether at least `percent` of the possible pairs are covered. */
export function coversPairs(coverage: Coverage, percent: number): boolean {
  const { pairs } = coverageFigures(coverage);
  return 100 * pairs.covered >= percent * pairs.possible;
}
