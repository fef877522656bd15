import { printCase } from '../../../generators/recipe/picture/print-case.ts';
import type { Difference } from '../answers/difference.ts';
import { differenceOfOutcomes } from '../answers/outcome-difference.ts';
import type { Answer } from '../runs/hunt/answers.ts';
import type { Change } from '../runs/hunt/change.ts';
import type { Hunt } from '../runs/hunt/hunt.ts';
import type { Reason } from '../runs/hunt/reasons.ts';
import type { StoredChange } from '../runs/hunt/store-change.ts';
import { differenceLines, type Side } from './finding/difference-lines.ts';
import { commandLine, shownPath } from './words/command-line.ts';
import { plural } from './words/plural.ts';
import { queryLine } from './words/query-line.ts';

/** The report of a hunt; the last line is the verdict. */
export function huntLines(hunt: Hunt, stored: ReadonlyMap<Change, StoredChange> = new Map()): string[] {
  const unknown = hunt.changes.filter(({ reason }) => reason.kind === 'unknown').length;
  const known = hunt.changes.length - unknown;
  return [
    `${plural(hunt.cases, 'case')}, ${count(hunt.queries)}, ${hunt.unanimous} of them with the same answer from all`,
    ...hunt.changes.flatMap(change => changeLines(change, stored.get(change))),
    '',
    ...[...hunt.missing].map(([reason, times]) => `${String(times).padStart(8)}  no answer: ${reason}`),
    `verdict: ${plural(known, 'known change')}, ${unknown === 0 ? 'no' : unknown} unknown` +
      (hunt.failed ? '; a program failed, so changes may be missing' : '') +
      (hunt.compared === 0 ? '; no query has two answers, so nothing was compared' : ''),
  ];
}

/** The exit status of a hunt. One that compared nothing proves nothing: 3. */
export function huntStatus({ changes, failed, compared }: Hunt): 0 | 1 | 3 {
  if (failed || compared === 0) return 3;
  return changes.some(({ reason }) => reason.kind === 'unknown') ? 1 : 0;
}

/** A change, with the first difference in its reduced case if that is stored, in its example if not. */
function changeLines(
  { first, reason, example, queries }: Change,
  stored: StoredChange | undefined,
): string[] {
  const { name, query, before, after, groups } = example;
  return [
    '',
    `${first}  ${reasonText(reason)}`,
    `  in ${count(queries)}, for example in ${name}: ${queryLine(query)}`,
    `  agreement: ${groups.map(group => group.join(' ')).join(' | ')}`,
    ...(stored === undefined ? changedLines(before, after) : storedLines(stored)),
  ];
}

/** The reduced case of a change, its first difference, and the commands that show it again and find the build that brought it. */
function storedLines(stored: StoredChange): string[] {
  const path = shownPath(stored.path);
  const [before, after] = [stored.before, stored.after].map(({ oracle }) => shownPath(oracle.name)) as [
    string,
    string,
  ];
  const picture = printCase({ ...stored.value, notes: [] })
    .trimEnd()
    .split('\n');
  return [
    ...picture.map(line => `    ${line}`),
    ...changedLines(stored.before, stored.after),
    `  try: ${commandLine('try', path, '--oracle', before, '--oracle', after)}`,
    `  bisect, with the builds between the two: ${commandLine('bisect', path, before, after)}`,
  ];
}

/** The first difference between the answers of two programs, or the given one. */
export function changedLines(
  before: Answer,
  after: Answer,
  difference: Difference | undefined = differenceOfOutcomes(before.outcome, after.outcome),
): string[] {
  if (difference === undefined) return [];
  return differenceLines(difference, sideOf(before), sideOf(after)).map(line => `  ${line}`);
}

/** A reason in words. */
function reasonText(reason: Reason): string {
  return reason.kind === 'known' ? reason.why : `UNKNOWN: ${reason.difference}`;
}

function sideOf({ oracle, outcome }: Answer): Side {
  return { name: oracle.name, outcome };
}

function count(queries: number): string {
  return `${queries} ${queries === 1 ? 'query' : 'queries'}`;
}
