import { judgedIn, sumOf, type Tally } from '../../runs/tally.ts';
import type { CaseTask } from '../../runs/workers/case/case-task.ts';
import { plural } from '../words/plural.ts';

/** What the checks of one or more cases came to, in one line: `case 17: 6 checks, 5 agree, 1 diverges`. */
export function caseLine(tasks: readonly CaseTask[], tally: Tally): string {
  const errors = [...tally.oracleErrors.values()].reduce((sum, { times }) => sum + times, 0);
  const counts: [count: number, one: string, many: string][] = [
    [tally.matched + sumOf(tally.unmodelled), 'agrees', 'agree'],
    [tally.divergences, 'diverges', 'diverge'],
    [tally.modelErrors, 'contradicts the model', 'contradict the model'],
    [tally.crashes, 'crashes', 'crash'],
    [tally.unjudged, 'is unjudged', 'are unjudged'],
    [errors, 'ends in an oracle error', 'end in an oracle error'],
    [tally.checks - judgedIn(tally) - errors, 'has no result', 'have no result'],
  ];
  const results = counts
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${count} ${count === 1 ? one : many}`);
  if (tally.brokenRelations > 0) results.push(`${plural(tally.brokenRelations, 'relation')} broken`);
  return `${tasks.map(taskText).join(', ')}: ${[plural(tally.checks, 'check'), ...results].join(', ')}`;
}

function taskText(task: CaseTask): string {
  return task.kind === 'drawn' ? `case ${task.index}` : task.origin;
}
