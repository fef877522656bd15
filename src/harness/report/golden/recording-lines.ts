import { printQuery } from '../../../../generators/recipe/picture/print/print-query.ts';
import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import type { Golden } from '../../runs/golden/golden-text.ts';
import { outcomeLines } from '../../runs/golden/outcome-text.ts';
import type { Recording } from '../../runs/golden/recording.ts';

/** A golden case whose record would change: its picture, then the old and the new lines of each map. */
export function recordingLines({ golden, goldens, state }: Recording): string[] {
  const before = state.kind === 'changed' ? state.before : [];
  const picture = printCase({ ...golden.value, queries: [] }).trimEnd();
  return [golden.name, picture, ...goldens.flatMap((now, index) => changeLines(before[index], now))];
}

/** The changes of one query. Versions with the same change share it. */
function changeLines(before: Golden | undefined, { query, outcomes }: Golden): string[] {
  const changes = new Map<string, string[]>();
  for (const [version, outcome] of outcomes) {
    const old = before?.outcomes.get(version);
    const lines = lineChanges(old === undefined ? [] : outcomeLines(old), outcomeLines(outcome)).join('\n');
    if (lines !== '') changes.set(lines, [...(changes.get(lines) ?? []), version]);
  }
  if (changes.size === 0) return [];
  const lines = [...changes].flatMap(([text, versions]) => [`-- ${versions.join(' ')}`, text]);
  return ['', printQuery(query), ...lines];
}

/** Removed (-) and added (+) lines, with one common line on either side. */
function lineChanges(before: readonly string[], now: readonly string[]): string[] {
  const shorter = Math.min(before.length, now.length);
  let head = 0;
  while (head < shorter && before[head] === now[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === now.at(-1 - tail)) tail++;
  if (head === before.length && head === now.length) return [];
  return [
    ...now.slice(Math.max(0, head - 1), head).map(line => `  ${line}`),
    ...before.slice(head, before.length - tail).map(line => `- ${line}`),
    ...now.slice(head, now.length - tail).map(line => `+ ${line}`),
    ...now.slice(now.length - tail, now.length - tail + 1).map(line => `  ${line}`),
  ];
}
