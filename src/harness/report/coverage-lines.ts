import type { Coverage } from '../../../generators/coverage/coverage.ts';
import { coverageFigures, type Share } from '../../../generators/coverage/figures.ts';
import type { Item } from '../../../generators/coverage/items.ts';
import { wrapped } from './wrapped.ts';

/** How many missing things are named. */
const named = 6;

/** What a campaign has covered: the shares, and what is missing, by name. */
export function coverageLines(coverage: Coverage): string[] {
  const { items, pairs, triples, missingItems, missingPairs } = coverageFigures(coverage);
  const missing = missingItems.map(itemText);
  // What is rarest in practice, features and options, comes last among the items: it is named first.
  const apart = missingPairs.map(([one, other]) => `${itemText(one)} with ${itemText(other)}`).toReversed();
  return [
    `coverage: ${items.met} of ${items.possible} columns, borders, features and options`,
    `  pairs of them at one border: ${shareText(pairs)}; triples: ${shareText(triples)}`,
    ...listLines('never met: ', missing),
    ...listLines('never together: ', apart),
  ];
}

/** What a verdict says where fewer pairs were met than demanded, in percent. */
export function shortfallText(coverage: Coverage, demanded: number): string {
  return `${percent(coverageFigures(coverage).pairs)} of the pairs were met, ${demanded} % are required`;
}

function shareText(share: Share): string {
  return `${percent(share)} (${share.met} of ${share.possible})`;
}

/** Never rounded up to what it isn't. */
function percent({ met, possible }: Share): string {
  return `${(Math.floor((1000 * met) / possible) / 10).toFixed(1)} %`;
}

function itemText({ kind, name }: Item): string {
  return kind === 'column' ? `column |${name}|` : name;
}

/** The first few of a list, as lines that fit a terminal. */
function listLines(head: string, all: readonly string[]): string[] {
  if (all.length === 0) return [];
  const rest = all.length - named;
  const words = all
    .slice(0, named)
    .map((word, index, shown) => (index < shown.length - 1 ? `${word},` : word));
  return wrapped(`  ${head}`, rest > 0 ? [...words, `and ${rest} more`] : words);
}
