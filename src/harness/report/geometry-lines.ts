import type { GeometryResult } from '../runs/sweep/geometry-result.ts';
import { sumOf } from '../runs/tally.ts';
import { percent, seconds, sweepVerdict, unjudgedLines } from './sweep-lines.ts';
import { plural } from './words/plural.ts';

/** The progress line: `12 s  row 30 of 198  41.07 % of combinations covered  no findings`. */
export function geometryProgress(result: GeometryResult, milliseconds: number): string {
  const { judged, rows, covered, possible, findings } = result;
  return [
    `${(milliseconds / 1000).toFixed(0)} s`,
    `row ${judged} of ${rows}`,
    `${percent(covered, possible)} of combinations covered`,
    findings.length === 0 ? 'no findings' : plural(findings.length, 'finding'),
  ].join('  ');
}

/** The report of a geometry sweep; `oracles` are the names of those that took part. */
export function geometryLines(result: GeometryResult, oracles: readonly string[]): string[] {
  const { strength, factors, rows, covered, possible, forbidden, tally } = result;
  const total = [...forbidden.values()].reduce((sum, count) => sum + count, 0);
  return [
    `sweep: geometry, combinations of ${strength} of ${factors} factors in ${plural(rows, 'chain')}, each a small sweep`,
    `  ${covered} of ${possible} possible combinations covered, ${percent(covered, possible)}; ${total} more are impossible:`,
    ...[...forbidden].map(([name, count]) => `    ${String(count).padStart(6)}  ${name}`),
    `  ${plural(tally.checks, 'map')}: the model agrees on ${tally.matched} and abstains on ${sumOf(tally.unmodelled)}`,
    `  ${seconds(result.milliseconds / 1000)} in all; CPU of qemu-img ${seconds(result.startedSeconds)}, of everything else ${seconds(result.ownSeconds)}`,
    ...unjudgedLines(tally).map(line => `  ${line}`),
    sweepVerdict(result, oracles),
  ];
}
