import type { Difference } from '../answers/difference.ts';
import type { ReadExtent } from '../answers/extents/read-extent.ts';
import { normalisedStderr } from '../answers/normalise.ts';
import type { Outcome } from '../answers/outcome.ts';
import { describeEnd } from '../answers/outcome-difference.ts';
import { parseStdout } from '../answers/parse-stdout.ts';

/** One side of a difference, by the name it is shown under. */
export interface Side {
  readonly name: string;
  readonly outcome: Outcome;
  /** Where stdout is no map of qemu-img: what an adapter read in it. */
  readonly extents?: readonly ReadExtent[];
}

/** Where two outcomes first differ, in words, and what each says there. */
export function differenceLines(difference: Difference, left: Side, right: Side): string[] {
  const width = Math.max(left.name.length, right.name.length);
  const line = (side: Side, text: string): string => `  ${side.name.padEnd(width)}  ${text}`;
  const both = (say: (side: Side) => string): string[] => [left, right].map(side => line(side, say(side)));
  switch (difference.kind) {
    case 'exit':
      return [
        'they end differently',
        ...both(({ outcome }) => `${describeEnd(outcome.end)}  ${said(outcome)}`),
      ];
    case 'stderr':
      return ['stderr differs', ...both(({ outcome }) => said(outcome))];
    case 'text':
      return [
        'stdout differs in its text alone',
        ...textDifference(left, right).map(([side, text]) => line(side, text)),
      ];
    case 'field':
      return [
        `the first difference is in ${difference.field}, at guest offset ${difference.at}`,
        ...both(side => extentAt(side, difference.at)),
      ];
    case 'coverage':
      return [
        `only one of them covers guest offset ${difference.at}`,
        ...both(side => extentAt(side, difference.at)),
      ];
    case 'cut':
      return [
        `both say the same of every byte, but only one has a border at guest offset ${difference.at}`,
        ...both(side => extentAt(side, difference.at)),
      ];
  }
}

function said(outcome: Outcome): string {
  return normalisedStderr(outcome).toString().trimEnd().replaceAll('\n', ' ⏎ ') || 'nothing on stderr';
}

function extentAt({ outcome, extents }: Side, at: bigint): string {
  const reading = extents === undefined ? parseStdout(outcome) : ({ kind: 'extents', extents } as const);
  if (reading.kind !== 'extents') return reading.kind === 'rubbish' ? reading.why : 'nothing on stdout';
  const extent = reading.extents.find(
    ({ start, length }) => start === at || (start < at && at < start + length),
  );
  return extent === undefined ? 'no extent' : describeExtent(extent);
}

/** An extent on one line: range, then the fields that the output has: of a block of a context of NBD, its value. */
export function describeExtent({
  start,
  length,
  depth,
  present,
  zero,
  data,
  compressed,
  offset,
  file,
  value,
}: ReadExtent): string {
  if (value !== undefined) return `${start}+${length}, value ${value}`;
  const flags = Object.entries({ present, zero, data, compressed }).filter(
    ([, value]) => value !== undefined,
  );
  return [
    `${start}+${length}`,
    ...(depth === undefined ? [] : [`depth ${depth}`]),
    ...flags.map(([name, value]) => `${name} ${value}`),
    ...(offset === undefined ? ['no offset'] : [`offset ${offset}`]),
    ...(file === undefined ? [] : [`in ${file}`]),
  ].join(', ');
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
