import type { RecheckKnown } from '../../../finding/known.ts';
import type { Replayers } from '../../../finding/replay.ts';
import type { CheckAll } from '../../golden/check-goldens.ts';
import type { CompareAll } from '../../hunt/hunt.ts';
import type { KindName, Kinds } from '../works.ts';
import type { Crew } from './crew.ts';

/** The kinds of work that have a result for each task. */
type ListName = {
  [Name in KindName]: Kinds[Name]['result'] extends readonly unknown[] ? Name : never;
}[KindName];

/** Does the tasks that `next` gives, several at once, and passes their results on in the order of the tasks. */
export async function runInOrder<Name extends ListName>(
  crew: Crew,
  name: Name,
  next: () => Kinds[Name]['task'] | undefined,
  done: (result: Kinds[Name]['result'][number], task: Kinds[Name]['task']) => void,
): Promise<void> {
  type Task = Kinds[Name]['task'];
  const waiting: Task[] = [];
  const ready = new Map<Task, Kinds[Name]['result'][number]>();
  const take = (): Task | undefined => {
    const task = next();
    if (task !== undefined) waiting.push(task);
    return task;
  };
  await crew.run(name, take, (results, tasks) => {
    for (const [index, result] of results.entries()) ready.set(tasks[index]!, result);
    for (let [first] = waiting; first !== undefined && ready.has(first); [first] = waiting) {
      waiting.shift();
      done(ready.get(first)!, first);
      ready.delete(first);
    }
  });
}

/** Checks goldens on a crew. */
export function goldensOn(crew: Crew): CheckAll {
  return (next, done) => runInOrder(crew, 'goldens', next, done);
}

/** Replays stored findings on a crew, `jobs` of them at once. */
export function replayersOn(crew: Crew, jobs: number): Replayers {
  return {
    recheckAll: (next, done) => runInOrder(crew, 'rechecks', next, done),
    reduce: crew.reduce,
    jobs,
  };
}

/** Replays known findings on a crew. */
export function knownOn(crew: Crew): RecheckKnown {
  return (next, done) => runInOrder(crew, 'known', next, done);
}

/** Compares cases on a crew. */
export function comparisonsOn(crew: Crew): CompareAll {
  return (next, done) => runInOrder(crew, 'comparisons', next, done);
}
