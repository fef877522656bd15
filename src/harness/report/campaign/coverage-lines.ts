import type { Coverage } from '../../../../generators/coverage/coverage.ts';
import { coverageFigures, type Share } from '../../../../generators/coverage/figures.ts';
import type { Item } from '../../../../generators/coverage/items.ts';
import { isWithinReach } from '../../../../generators/coverage/within-reach.ts';
import type { Result } from '../../runs/result/result.ts';
import { wrapped } from '../words/wrapped.ts';

/** The number of missing items that are named. */
const mostNamed = 6;

/**
 * The coverage of a campaign: its shares, and the names of some missing items and pairs. What no case with its `--feature`s has is counted,
 * and not named.
 */
export function coverageLines({ coverage, features }: Pick<Result, 'coverage' | 'features'>): string[] {
  const { items, pairs, triples, missingItems, missingPairs } = coverageFigures(coverage);
  const missing = missingItems.filter(item => isWithinReach(item, features));
  const outOfReach = missingItems.length - missing.length;
  const [limit, others] =
    outOfReach === 0
      ? ['', '']
      : [
          `; cases with ${features.join(' and ')} never have ${outOfReach} of them`,
          ` of the other ${items.possible - outOfReach}`,
        ];
  // Features and options, which are rarest in practice, are the last items: the last pairs are named first.
  const pairTexts = missingPairs.map(([left, right]) => `${itemText(left)} with ${itemText(right)}`);
  return [
    `coverage: ${items.covered} of ${items.possible} columns, borders, features and options${limit}`,
    `  pairs of them at one border: ${shareText(pairs)}; triples: ${shareText(triples)}`,
    ...listLines(`not covered${others}: `, missing.map(itemText)),
    ...listLines('not covered together: ', pairTexts.toReversed()),
  ];
}

/** The text of a verdict for too little coverage; `required` is in percent. */
export function shortfallText(coverage: Coverage, required: number): string {
  return `${percent(coverageFigures(coverage).pairs)} of the pairs are covered, ${required} % are required`;
}

function shareText(share: Share): string {
  return `${percent(share)} (${share.covered} of ${share.possible})`;
}

/** A share in percent, rounded down. */
function percent({ covered, possible }: Share): string {
  return `${(Math.floor((1000 * covered) / possible) / 10).toFixed(1)} %`;
}

function itemText({ kind, name }: Item): string {
  return kind === 'column' ? `column |${name}|` : name;
}

/** The first few items of a list, in lines that fit a terminal. */
function listLines(head: string, all: readonly string[]): string[] {
  if (all.length === 0) return [];
  const rest = all.length - mostNamed;
  const words = all
    .slice(0, mostNamed)
    .map((word, index, { length }) => (index < length - 1 ? `${word},` : word));
  return wrapped(`  ${head}`, rest > 0 ? [...words, `and ${rest} more`] : words);
}
