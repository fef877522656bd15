import type { Coverage } from '../../../generators/coverage/coverage.ts';
import { coverageFigures, type Share } from '../../../generators/coverage/figures.ts';
import type { Item } from '../../../generators/coverage/items.ts';

/** How many missing things a line names. */
const named = 6;

/** What a campaign has covered, as one to three lines: the shares, and what is missing, by name. */
export function coverageLines(coverage: Coverage): string[] {
  const { items, pairs, triples, missingItems, missingPairs } = coverageFigures(coverage);
  const missing = missingItems.map(itemText);
  // What is rarest in practice, features and options, comes last among the items: it is named first.
  const apart = missingPairs.map(([one, other]) => `${itemText(one)} with ${itemText(other)}`).toReversed();
  return [
    `coverage: ${items.met} of ${items.possible} columns, borders, features and options; ` +
      `${shareText(pairs)} of their pairs, ${shareText(triples)} of their triples`,
    ...(missing.length === 0 ? [] : [`  never met: ${listText(missing)}`]),
    ...(apart.length === 0 ? [] : [`  met, but never together: ${listText(apart)}`]),
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

function listText(all: readonly string[]): string {
  const rest = all.length - named;
  return all.slice(0, named).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
