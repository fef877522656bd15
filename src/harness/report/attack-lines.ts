import type { Seeds } from '../runs/attack/make-seeds.ts';
import type { Result } from '../runs/result/result.ts';
import { casesText, countRows, verdictText } from './campaign/summary.ts';
import { plural } from './words/plural.ts';
import { wrapped } from './words/wrapped.ts';

/** What an attack begins with: how many images it has, and a line for each that is missing. */
export function seedLines({ images, missing }: Seeds): string[] {
  return [
    `seeds: ${plural(images.length, 'image')} made by these qemu-imgs, ${missing.length} could not be made`,
    ...missing.flatMap(why => wrapped('  missing: ', why.split(' '))),
  ];
}

/** The summary of an attack; its last line is the verdict. */
export function attackLines(result: Result): string[] {
  const { tally, milliseconds, interrupted } = result;
  const perMinute = Math.round((60_000 * tally.cases) / milliseconds);
  return [
    `${casesText(result)}: ${plural(tally.checks, 'check')} in ${(milliseconds / 1000).toFixed(1)} s, ` +
      `${plural(perMinute, 'damaged image')} a minute`,
    ...countRows(result).flatMap(([count, text]) =>
      wrapped(`${String(count).padStart(8)}  `, text.split(' ')),
    ),
    `${interrupted ? 'interrupted; so far the ' : ''}verdict: ${verdictText(result, undefined)}`,
  ];
}
