import type { Difference, Field } from '../../answers/difference.ts';
import { describeExtent } from '../../answers/extents/describe-extent.ts';
import type { ReadExtent } from '../../answers/extents/read-extent.ts';
import { normalised } from '../../answers/normalise.ts';
import type { Outcome } from '../../answers/outcome.ts';
import { describeEnd } from '../../answers/outcome-difference.ts';
import { parseStdout } from '../../answers/parse-stdout.ts';
import { withoutStackTrace } from '../../answers/stack-trace.ts';
import { endText } from '../words/end-text.ts';
import { placeText } from '../words/place-text.ts';

/** One side of a difference, and its name in the report. */
export interface Side {
  readonly name: string;
  readonly outcome: Outcome;
  /** What an adapter read in stdout, if that is no map of qemu-img. */
  readonly extents?: readonly ReadExtent[];
}

/** The first difference of two outcomes in words, and both sides of it. */
export function differenceLines(difference: Difference, left: Side, right: Side): string[] {
  const width = Math.max(left.name.length, right.name.length);
  const line = (side: Side, text: string): string => `  ${side.name.padEnd(width)}  ${text}`;
  const both = (textOf: (side: Side) => string): string[] =>
    [left, right].map(side => line(side, textOf(side)));
  switch (difference.kind) {
    case 'exit':
      return [
        `they end differently, ${placeText(undefined)}`,
        ...both(({ outcome }) => `${endText(describeEnd(outcome.end))}  ${stderrText(outcome)}`),
      ];
    case 'stderr':
      return [`stderr differs, ${placeText(undefined)}`, ...both(({ outcome }) => stderrText(outcome))];
    case 'text':
      return [
        `stdout differs only in its text, ${placeText(undefined)}`,
        ...textDifference(left, right).map(([side, text]) => line(side, text)),
      ];
    case 'field':
      return [
        `the first difference is in ${fieldText(difference.field)}, ${placeText(difference.at)}`,
        ...both(side => extentAt(side, difference.at)),
      ];
    case 'coverage':
      return [
        `only one side has an extent ${placeText(difference.at)}`,
        ...both(side => extentAt(side, difference.at)),
      ];
    case 'cut':
      return [
        `the fields agree at every byte, but only one side has a border ${placeText(difference.at)}`,
        ...both(side => extentAt(side, difference.at)),
      ];
  }
}

function fieldText(field: Field): string {
  return field === 'has offset' ? 'whether there is an offset' : field;
}

function stderrText(outcome: Outcome): string {
  const text = withoutStackTrace(normalised(outcome).stderr.toString());
  return text.trimEnd().replaceAll('\n', ' ⏎ ') || 'nothing on stderr';
}

function extentAt({ outcome, extents }: Side, at: bigint): string {
  const reading = extents === undefined ? parseStdout(outcome) : ({ kind: 'extents', extents } as const);
  if (reading.kind === 'rubbish') return reading.why;
  if (reading.kind !== 'extents') return reading.kind === 'help' ? 'help' : 'nothing on stdout';
  const extent = reading.extents.find(
    ({ start, length }) => start === at || (start < at && at < start + length),
  );
  return extent === undefined ? 'no extent' : describeExtent(extent);
}

function textDifference(left: Side, right: Side): [Side, string][] {
  const [l, r] = [left, right].map(side => side.outcome.stdout.toString().split('\n')) as [
    string[],
    string[],
  ];
  const first = l.findIndex((text, index) => text !== r[index]);
  const at = first < 0 ? l.length : first;
  return [
    [left, JSON.stringify(l[at] ?? '')],
    [right, JSON.stringify(r[at] ?? '')],
  ];
}
