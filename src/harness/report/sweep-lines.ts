import { type SweepResult, sweepStatus } from '../runs/sweep/sweep-result.ts';
import type { Tally } from '../runs/tally.ts';
import { plural } from './plural.ts';

/** `12 s  chain 3  7 % of windows met  no findings`. */
export function sweepProgress(
  { chains, met, possible, counted, findings }: SweepResult,
  milliseconds: number,
): string {
  return [
    `${(milliseconds / 1000).toFixed(0)} s`,
    `chain ${chains}`,
    `${percent(met, possible)} of ${counted} met`,
    findings.length === 0 ? 'no findings' : plural(findings.length, 'finding'),
  ].join('  ');
}

/** What a sweep came to: what it is, what it has covered, what each program said and took, and the verdict. */
export function sweepLines(result: SweepResult): string[] {
  const { columns, chains, met, possible, counted, tally, oracles } = result;
  return [
    `sweep: ${result.title}`,
    `  ${plural(columns, 'column')} in ${plural(chains, 'chain')}; ${met} of ${possible} ${counted} met, ${percent(met, possible)}, as the written tables tell`,
    ...table(result).map(row => `  ${row}`),
    `  ${modelLine(result)}`,
    `  in all ${seconds(result.milliseconds / 1000)}; CPU besides the maps: writing ${seconds(result.writeSeconds)}, reading the tables back ${seconds(result.coverageSeconds)}, the model ${seconds(result.modelSeconds)}`,
    ...unjudgedLines(tally).map(line => `  ${line}`),
    sweepVerdict(
      result,
      oracles.map(({ name }) => name),
    ),
  ];
}

function table({ oracles }: SweepResult): string[] {
  const rows = [
    ['qemu-img', 'extents', 'CPU of qemu-img', 'CPU of map-parity'],
    ...oracles.map(({ name, extents, oracleSeconds, subjectSeconds }) => [
      name,
      String(extents),
      seconds(oracleSeconds),
      seconds(subjectSeconds),
    ]),
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
    return `the model is wrong on ${plural(tally.modelErrors, 'chain')}: a fault of the harness`;
  if (tally.unjudged === chains) return `the model says the same, as ${modelledAs}`;
  return `the model says the same as qemu-img ${modelledAs} on ${tally.matched} of ${plural(chains, 'chain')}; as the others it isn't asked`;
}

/** The last line of a sweep of either kind; `asked` are the names of the oracles that took part. */
export function sweepVerdict(
  result: Pick<SweepResult, 'tally' | 'findings' | 'met' | 'possible' | 'interrupted'>,
  asked: readonly string[],
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
      return `verdict: parity with qemu-img ${asked.join(', ')}`;
  }
}

/** What was not judged, by reason. */
export function unjudgedLines({ skipped, oracleErrors }: Tally): string[] {
  return [
    ...[...skipped].map(([reason, times]) => `skipped, ${plural(times, 'map')}: ${reason}`),
    ...[...oracleErrors].map(([error, times]) => `oracle error, ${plural(times, 'map')}: qemu-img ${error}`),
  ];
}

/** `100 %` where nothing is missing, else never more than 99.99 %. */
export function percent(part: number, whole: number): string {
  return `${part === whole ? '100' : (Math.floor((10_000 * part) / whole) / 100).toFixed(2)} %`;
}

export function seconds(value: number): string {
  return `${value.toFixed(2)} s`;
}
