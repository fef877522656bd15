import type { Coverage } from '../../../generators/coverage/coverage.ts';
import { type CoverageFigures, coverageFigures, type Share } from '../../../generators/coverage/figures.ts';
import type { Item } from '../../../generators/coverage/items.ts';

/** How many missing things a line names. */
const named = 8;

/** What a campaign has covered, as two to four lines: the shares, and what is missing, by name. */
export function coverageLines(coverage: Coverage): string[] {
  const figures = coverageFigures(coverage);
  const { items, pairs, triples, missingItems } = figures;
  return [
    `coverage: ${shareText(items)} columns, borders, features and options; ` +
      `${shareText(pairs)} pairs of them, ${shareText(triples)} triples`,
    ...(missingItems.length === 0 ? [] : [`  never met: ${listText(missingItems.map(itemText))}`]),
    ...pairLines(figures),
  ];
}

/** The first of the pairs that have not met, if there are any. */
function pairLines({ missingPairs }: CoverageFigures): string[] {
  if (missingPairs.length === 0) return [];
  return [
    `  never met together: ${listText(missingPairs.map(([one, other]) => `${itemText(one)} with ${itemText(other)}`))}`,
  ];
}

/** What a verdict says where fewer pairs were met than demanded, in percent. */
export function shortfallText(coverage: Coverage, demanded: number): string {
  return `${percent(coverageFigures(coverage).pairs)} of the pairs were met, ${demanded} % are required`;
}

function shareText(share: Share): string {
  return `${share.met} of ${share.possible} (${percent(share)})`;
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
