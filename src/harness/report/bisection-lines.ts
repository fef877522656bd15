import { printQuery } from '../../../generators/recipe/picture/print-query.ts';
import type { Query } from '../../../generators/recipe/recipe.ts';
import type { Oracle } from '../parties/oracle/find.ts';
import type { Bisection } from '../runs/hunt/bisect.ts';
import { changedLines } from './hunt-lines.ts';

/** How many programs were asked, of how many. */
export interface Asked {
  readonly asked: number;
  readonly of: number;
}

/** What a bisection came to. */
export function bisectionLines(
  bisection: Bisection,
  queries: readonly Query[],
  { asked, of }: Asked,
): string[] {
  switch (bisection.kind) {
    case 'unchanged':
      return ['verdict: the last qemu-img says what the first one says'];
    case 'unanswered':
      return [`verdict: none, since ${named(bisection.oracle)} gave no answer: ${bisection.reason}`];
    case 'changed': {
      const { query, before, after, between } = bisection;
      return [
        printQuery(queries[query]!),
        ...changedLines(before, after),
        `the last that says what the first one says: ${named(before.oracle)}`,
        ...between.map(oracle => `gave no answer: ${named(oracle)}`),
        `asked ${asked} of ${of} qemu-imgs`,
        `verdict: changed in ${named(after.oracle)}${between.length === 0 ? '' : ', or in one that gave no answer'}`,
      ];
    }
  }
}

/** The exit status that a bisection asks for. */
export function bisectionStatus({ kind }: Bisection): 0 | 1 | 3 {
  return { unchanged: 0, changed: 1, unanswered: 3 }[kind] as 0 | 1 | 3;
}

function named({ name, banner }: Oracle): string {
  return `${name} (${banner})`;
}
