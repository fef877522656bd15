import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** How a line begins that two lines with the two sides follow: those of `differenceLines`. */
const aboveSides =
  /^ *(?:they end differently, |stderr differs, |stdout differs only |the first difference is in |only one side has |the fields agree at every byte, )/;

/** The style of lines by their words. The first row that fits counts: a verdict that none of its rows names proves nothing. */
const styles: readonly (readonly [RegExp, Style])[] = [
  [/^-- /, 'bold'],
  [/^finding: /, ['bold', 'red']],
  [/^verdict: (?:parity |unchanged|\d+ known changes?, no unknown$)/, 'green'],
  [
    /^(?:interrupted; so far the )?verdict: (?:divergence|no new divergence|changed|\d+ known changes?, \d)/,
    'red',
  ],
  [/^(?:interrupted|(?:interrupted; so far the )?verdict: )/, 'yellow'],
  [/: agrees(?:, and the model too$|; the model abstains: )/, 'green'],
  [/(?:: diverges, blame |: crashed twice by |^relation \S+ is broken: )/, 'red'],
  [
    /(?:: skipped: |: the model is wrong, |: no answer before the time was up$|^no real qemu-img took part)/,
    'yellow',
  ],
];

/**
 * The lines of a report in colours, if stdout is a terminal: verdicts, and what two programs say where they differ. As
 * `styleText` has it, NO_COLOR switches colours off, and FORCE_COLOR on. A line is shown as `shown` has it, in one style.
 */
export function coloured(lines: Iterable<string>, shown: (line: string) => string = line => line): string[] {
  const sides: Style[] = [];
  return [...lines].map(line => {
    const style = sides.shift() ?? styles.find(([words]) => words.test(line))?.[1];
    if (aboveSides.test(line)) sides.push('red', 'green');
    return style === undefined ? shown(line) : styleText(style, shown(line));
  });
}
