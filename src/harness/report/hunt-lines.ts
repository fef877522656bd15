import { printQuery } from '../../../generators/recipe/picture/print-query.ts';
import { differenceOfOutcomes } from '../answers/compare.ts';
import type { Answer } from '../runs/hunt/answers.ts';
import type { Change } from '../runs/hunt/change.ts';
import type { Hunt } from '../runs/hunt/hunt.ts';
import type { Reason } from '../runs/hunt/reasons.ts';
import { differenceLines, type Side } from './difference-lines.ts';
import { plural } from './plural.ts';

/** What a hunt came to, as lines that end in the verdict. */
export function huntLines(hunt: Hunt): string[] {
  const unknown = hunt.changes.filter(({ reason }) => reason.kind === 'unknown').length;
  const known = hunt.changes.length - unknown;
  return [
    `${plural(hunt.cases, 'case')}, ${count(hunt.queries)}, of which ${hunt.alike} were answered alike by all`,
    ...hunt.changes.flatMap(changeLines),
    '',
    ...[...hunt.missing].map(([reason, times]) => `${String(times).padStart(8)}  not asked: ${reason}`),
    `verdict: ${plural(known, 'known change')}, ${unknown === 0 ? 'no' : unknown} unknown` +
      (hunt.failed ? '; a program failed, so that more may have changed' : ''),
  ];
}

/** The exit status that a hunt asks for. */
export function huntStatus({ changes, failed }: Hunt): 0 | 1 | 3 {
  if (failed) return 3;
  return changes.some(({ reason }) => reason.kind === 'unknown') ? 1 : 0;
}

function changeLines({ first, reason, example, queries }: Change): string[] {
  const { name, query, before, after, groups } = example;
  return [
    '',
    `${first}  ${reasonText(reason)}`,
    `  seen in ${count(queries)}, first in ${name}: ${printQuery(query)}`,
    `  who agrees: ${groups.map(group => group.join(' ')).join(' | ')}`,
    ...changedLines(before, after),
  ];
}

/** Where the answers of two programs first differ, and what each says there. */
export function changedLines(before: Answer, after: Answer): string[] {
  const difference = differenceOfOutcomes(before.outcome, after.outcome);
  if (difference === undefined) return [];
  return differenceLines(difference, sideOf(before), sideOf(after)).map(line => `  ${line}`);
}

/** A reason in words. */
export function reasonText(reason: Reason): string {
  return reason.kind === 'known' ? reason.why : `NOT KNOWN: ${reason.difference}`;
}

function sideOf({ oracle, outcome }: Answer): Side {
  return { name: oracle.name, outcome };
}

function count(queries: number): string {
  return `${queries} ${queries === 1 ? 'query' : 'queries'}`;
}
