import type { Meeting } from './meetings.ts';

/** The head of the table, as Markdown. */
export const meetingHead: readonly string[] = [
  '| fault | median case | starts of a qemu-img until then | first case of each seed |',
  '| --- | --- | --- | --- |',
];

/** The row of one fault: where each seed met it. */
export function meetingRow(name: string, met: readonly (Meeting | undefined)[]): string {
  const cells = [
    name,
    shown(medianOf(met, ({ atCase }) => atCase)),
    shown(medianOf(met, ({ starts }) => starts)),
    met.map(meeting => shown(meeting?.atCase ?? Number.POSITIVE_INFINITY)).join(' '),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** A line about all faults: the medians over the faults of the medians over the seeds. */
export function meetingSummary(all: readonly (readonly (Meeting | undefined)[])[]): string {
  const cases = all.map(met => medianOf(met, ({ atCase }) => atCase));
  const starts = all.map(met => medianOf(met, ({ starts }) => starts));
  const unmet = all.filter(met => met.every(meeting => meeting === undefined)).length;
  return (
    `${all.length} faults, the median met at case ${shown(median(cases))}, after ${shown(median(starts))} starts; ` +
    `not met by any seed: ${unmet}`
  );
}

function medianOf(met: readonly (Meeting | undefined)[], figure: (meeting: Meeting) => number): number {
  return median(met.map(meeting => (meeting === undefined ? Number.POSITIVE_INFINITY : figure(meeting))));
}

/** The middle one; of an even number the lower of the two. */
function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.POSITIVE_INFINITY;
}

function shown(value: number): string {
  return Number.isFinite(value) ? String(value) : 'none';
}
