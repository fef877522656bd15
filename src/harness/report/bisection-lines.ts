import type { Query } from '../../../generators/recipe/recipe.ts';
import { differenceIgnoring, type IgnorableKey } from '../answers/ignored-keys.ts';
import type { Oracle } from '../parties/oracle/oracle.ts';
import type { Bisection } from '../runs/hunt/bisect.ts';
import { changedLines } from './hunt-lines.ts';
import { queryLine } from './words/query-line.ts';

/** How many programs a bisection has started, of how many. */
export interface ProgramCount {
  readonly started: number;
  readonly all: number;
}

/** The report of a bisection that ignores some keys of the JSON; the last line is the verdict. */
export function bisectionLines(
  bisection: Bisection,
  queries: readonly Query[],
  { started, all }: ProgramCount,
  ignored: readonly IgnorableKey[] = [],
): string[] {
  switch (bisection.kind) {
    case 'unchanged':
      return [`verdict: unchanged, the last qemu-img answers like the first${conditionText(ignored)}`];
    case 'unanswered':
      return [`verdict: none, because ${named(bisection.oracle)} gave no answer: ${bisection.reason}`];
    case 'changed': {
      const { query, before, after, between } = bisection;
      return [
        queryLine(queries[query]!),
        ...changedLines(before, after, differenceIgnoring(ignored, before.outcome, after.outcome)),
        `the last that answers like the first${conditionText(ignored)}: ${named(before.oracle)}`,
        ...between.map(oracle => `no answer: ${named(oracle)}`),
        `started ${started} of ${all} qemu-imgs`,
        `verdict: changed in ${named(after.oracle)}${between.length === 0 ? '' : ', or in one that gave no answer'}`,
      ];
    }
  }
}

/** `, if present and compressed are ignored`, or nothing. */
function conditionText(ignored: readonly IgnorableKey[]): string {
  return ignored.length === 0
    ? ''
    : `, if ${ignored.join(' and ')} ${ignored.length === 1 ? 'is' : 'are'} ignored`;
}

/** The exit status of a bisection. */
export function bisectionStatus({ kind }: Bisection): 0 | 1 | 3 {
  return { unchanged: 0, changed: 1, unanswered: 3 }[kind] as 0 | 1 | 3;
}

function named({ name, banner }: Oracle): string {
  return `${name} (${banner})`;
}
