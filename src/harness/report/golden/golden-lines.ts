import type { GoldenCheck, GoldenResult } from '../../runs/golden/check-goldens.ts';
import { differenceLines } from '../finding/difference-lines.ts';
import { plural } from '../words/plural.ts';
import { queryLine } from '../words/query-line.ts';

/** One line for all golden cases, and further lines for those that diverge or are skipped. */
export function goldenLines(results: readonly GoldenResult[]): string[] {
  const checks = results.flatMap(result => result.checks);
  const matched = checks.filter(check => check.verdict.kind === 'match').length;
  return [
    `goldens: ${plural(results.length, 'case')}, ${matched} of ${plural(checks.length, 'recorded outcome')} matched`,
    ...skippedLines(results),
    ...results.flatMap(goldenResultLines),
  ];
}

/** A line for each reason, with the name of each case. */
function skippedLines(results: readonly GoldenResult[]): string[] {
  const reasons = new Map<string, string[]>();
  for (const { name, obstacle } of results)
    if (obstacle !== undefined) reasons.set(obstacle, [...(reasons.get(obstacle) ?? []), name]);
  return [...reasons].map(
    ([reason, names]) => `  skipped ${plural(names.length, 'case')}: ${reason}: ${names.join(', ')}`,
  );
}

/** The lines of a golden case: none if everything matches. Equal differences of several versions appear once. */
export function goldenResultLines({ name, checks }: GoldenResult): string[] {
  const versions = new Map<string, string[]>();
  for (const check of checks) {
    const text = goldenCheckLines(check).join('\n');
    if (text !== '') versions.set(text, [...(versions.get(text) ?? []), check.version]);
  }
  return [...versions].flatMap(([text, all]) => [
    `  ${name}, as qemu-img ${all.join(', ')}:`,
    ...text.split('\n'),
  ]);
}

function goldenCheckLines({ query, recorded, verdict }: GoldenCheck): string[] {
  switch (verdict.kind) {
    case 'match':
      return [];
    case 'skipped':
      return [`  ${queryLine(query)} skipped: ${verdict.reason}`];
    case 'divergence':
      return [
        `  ${queryLine(query)} differs from the record`,
        ...differenceLines(
          verdict.difference,
          { name: 'map-parity', outcome: verdict.subject },
          { name: 'recorded', outcome: recorded },
        ),
      ];
  }
}

/** The exit status of the golden cases. */
export function goldenStatus(results: readonly GoldenResult[]): 0 | 1 {
  return results.some(({ checks }) => checks.some(check => check.verdict.kind === 'divergence')) ? 1 : 0;
}
