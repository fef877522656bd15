import { type SweepResult, sweepStatus } from '../runs/sweep/sweep-result.ts';
import type { Tally } from '../runs/tally.ts';
import { plural } from './words/plural.ts';

/** The progress line: `12 s  chain 3  7.00 % of windows covered  no findings`. */
export function sweepProgress(
  { chains, covered, possible, counted, findings }: SweepResult,
  milliseconds: number,
): string {
  return [
    `${(milliseconds / 1000).toFixed(0)} s`,
    `chain ${chains}`,
    `${percent(covered, possible)} of ${counted} covered`,
    findings.length === 0 ? 'no findings' : plural(findings.length, 'finding'),
  ].join('  ');
}

/** The report of a sweep: its title, its coverage, the maps of each program and their cost, and the verdict. */
export function sweepLines(result: SweepResult): string[] {
  const { columns, chains, covered, possible, counted, tally, oracles } = result;
  return [
    `sweep: ${result.title}`,
    `  ${plural(columns, 'column')} in ${plural(chains, 'chain')}; ${covered} of ${possible} ${counted} covered, ${percent(covered, possible)}, counted in the written tables`,
    ...table(result).map(row => `  ${row}`),
    `  ${modelLine(result)}`,
    `  ${seconds(result.milliseconds / 1000)} in all; CPU of the qemu-imgs ${seconds(result.startedSeconds)}; ours besides the maps: writing ${seconds(result.writeSeconds)}, reading the tables back ${seconds(result.coverageSeconds)}, the model ${seconds(result.modelSeconds)}`,
    ...unjudgedLines(tally).map(line => `  ${line}`),
    sweepVerdict(
      result,
      oracles.map(({ name }) => name),
    ),
  ];
}

function table({ oracles }: SweepResult): string[] {
  const rows = [
    ['qemu-img', 'extents', 'CPU of our map'],
    ...oracles.map(({ name, extents, subjectSeconds }) => [name, String(extents), seconds(subjectSeconds)]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => row[column]!.length)));
  return rows.map(row =>
    row
      .map((text, column) => (column === 0 ? text.padEnd(widths[0]!) : text.padStart(widths[column]!)))
      .join('  '),
  );
}

function modelLine({ tally, modelledAs, chains }: SweepResult): string {
  if (tally.modelErrors > 0)
    return `the model is wrong on ${plural(tally.modelErrors, 'chain')}: an error of the harness`;
  if (tally.unjudged === chains) return `the model agrees, as ${modelledAs}`;
  return `the model agrees with qemu-img ${modelledAs} on ${tally.matched} of ${plural(chains, 'chain')}; it predicts no other version`;
}

/** The last line of a sweep of either kind; `oracles` are the names of those that took part. */
export function sweepVerdict(
  result: Pick<SweepResult, 'tally' | 'findings' | 'covered' | 'possible' | 'interrupted'>,
  oracles: readonly string[],
): string {
  const { tally, findings, interrupted } = result;
  if (interrupted) return 'interrupted: nothing is proved';
  switch (sweepStatus(result)) {
    case 3:
      return 'verdict: the harness or an oracle failed; nothing is proved';
    case 1:
      return `verdict: divergence, ${plural(findings.length, 'finding')}`;
    case 0:
      if (tally.unjudged > 0) return 'verdict: no divergence from the model, but no real qemu-img took part';
      return `verdict: parity with qemu-img ${oracles.join(', ')}`;
  }
}

/** The maps that were not judged, by reason. */
export function unjudgedLines({ skipped, oracleErrors }: Tally): string[] {
  return [
    ...[...skipped].map(([reason, times]) => `skipped, ${plural(times, 'map')}: ${reason}`),
    ...[...oracleErrors].map(
      ([error, { times }]) => `oracle error, ${plural(times, 'map')}: qemu-img ${error}`,
    ),
  ];
}

/** A share, rounded down: `100 %` only if nothing is missing. */
export function percent(part: number, whole: number): string {
  return `${part === whole ? '100' : (Math.floor((10_000 * part) / whole) / 100).toFixed(2)} %`;
}

/** `1.25 s`. */
export function seconds(value: number): string {
  return `${value.toFixed(2)} s`;
}
