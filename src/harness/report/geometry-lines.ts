import type { GeometryResult } from '../runs/sweep/run-geometry.ts';
import { sumOf } from '../runs/tally.ts';
import { plural } from './plural.ts';
import { percent, seconds, sweepVerdict, unjudgedLines } from './sweep-lines.ts';

/** `12 s  row 30 of 198  41.07 % of combinations met  no findings`. */
export function geometryProgress(result: GeometryResult, milliseconds: number): string {
  const { judged, rows, met, possible, findings } = result;
  return [
    `${(milliseconds / 1000).toFixed(0)} s`,
    `row ${judged} of ${rows}`,
    `${percent(met, possible)} of combinations met`,
    findings.length === 0 ? 'no findings' : plural(findings.length, 'finding'),
  ].join('  ');
}

/** What a geometry sweep came to. */
export function geometryLines(result: GeometryResult, asked: readonly string[]): string[] {
  const { strength, factors, rows, met, possible, forbidden, tally } = result;
  const total = [...forbidden.values()].reduce((sum, count) => sum + count, 0);
  return [
    `sweep: geometry, combinations of ${strength} of ${factors} factors in ${plural(rows, 'chain')}, each a small sweep`,
    `  ${met} of ${possible} possible combinations met, ${percent(met, possible)}; there are no images of ${total} more:`,
    ...[...forbidden].map(([name, count]) => `    ${String(count).padStart(6)}  ${name}`),
    `  ${plural(tally.checks, 'map')}: of ${tally.matched} the model says the same too, of ${sumOf(tally.unmodelled)} it abstains`,
    `  in all ${seconds(result.milliseconds / 1000)}; CPU of qemu-img ${seconds(result.startedSeconds)}, of everything else ${seconds(result.ownSeconds)}`,
    ...unjudgedLines(tally).map(line => `  ${line}`),
    sweepVerdict(result, asked),
  ];
}
