import { printQuery } from '../../../generators/recipe/picture/print-query.ts';
import type { GoldenCheck, GoldenResult } from '../golden/check-goldens.ts';
import { differenceLines } from './difference-lines.ts';
import { plural } from './plural.ts';

/** One line for all golden cases, and more for each that diverges or was skipped. */
export function goldenLines(results: readonly GoldenResult[]): string[] {
  const checks = results.flatMap(result => result.checks);
  const matched = checks.filter(check => check.verdict.kind === 'match').length;
  return [
    `goldens: ${plural(results.length, 'case')}, ${matched} of ${plural(checks.length, 'recorded outcome')} matched`,
    ...results.flatMap(({ name, obstacle }) =>
      obstacle === undefined ? [] : [`  skipped ${name}: ${obstacle}`],
    ),
    ...results.flatMap(({ name, checks }) => checks.flatMap(check => goldenCheckLines(name, check))),
  ];
}

/** What is to be said of one recorded outcome: nothing where it was matched. */
export function goldenCheckLines(name: string, { query, version, recorded, verdict }: GoldenCheck): string[] {
  switch (verdict.kind) {
    case 'match':
      return [];
    case 'skipped':
      return [`  skipped ${name}, ${printQuery(query)} as ${version}: ${verdict.reason}`];
    case 'divergence':
      return [
        `  ${name}: ${printQuery(query)} differs from what qemu-img ${version} said`,
        ...differenceLines(
          verdict.difference,
          { name: 'map-parity', outcome: verdict.subject },
          { name: `recorded ${version}`, outcome: recorded },
        ),
      ];
  }
}

/** The exit status that the golden cases ask for. */
export function goldenStatus(results: readonly GoldenResult[]): 0 | 1 {
  return results.some(({ checks }) => checks.some(check => check.verdict.kind === 'divergence')) ? 1 : 0;
}
