import { type KnownRun, recheckKnown } from '../../finding/known.ts';
import { type Rechecked, recheckFinding } from '../../finding/recheck.ts';
import type { EarlierFinding } from '../../finding/store/earlier-findings.ts';
import type { KnownFinding } from '../../finding/store/known-findings.ts';
import type { Oracle } from '../../parties/oracle/oracle.ts';
import type { InProcess } from '../../parties/subject/subject.ts';
import { checkGolden, type GoldenResult, goldenWithBuffers } from '../golden/check-goldens.ts';
import type { GoldenCase } from '../golden/golden-cases.ts';
import { type ComparedCase, compareCase } from '../hunt/compare-case.ts';
import {
  fromPlainCompared,
  fromPlainReduced,
  fromPlainReduction,
  type PlainCompared,
  type PlainReduced,
  type PlainReduction,
  toPlainCompared,
  toPlainReduced,
  toPlainReduction,
} from '../hunt/plain-change.ts';
import { type ChangeReduction, type ReducedChange, reduceChange } from '../hunt/reduce-change.ts';
import type { NamedCase } from '../named-case.ts';
import { type ChainTask, type SweptChain, sweepChain } from '../sweep/chain/sweep-chain.ts';
import { type CaseRecord, emptyRecord } from './case/case-record.ts';
import { type CaseSource, drawCase } from './case/case-source.ts';
import type { CaseTask } from './case/case-task.ts';
import { runCases, type Workshop } from './case/run-cases.ts';
import {
  fromPlainRechecked,
  fromPlainRecord,
  type PlainRechecked,
  type PlainRecord,
  toPlainRechecked,
  toPlainRecord,
} from './plain-record.ts';

/** A kind of work: tasks, what some of them come to, and both as a message carries them. */
interface Kind<Task, Result, PlainTask = Task, PlainResult = Result> {
  readonly task: Task;
  readonly result: Result;
  readonly plainTask: PlainTask;
  readonly plainResult: PlainResult;
}

/** What a crew can do. */
export interface Kinds {
  /** Cases are checked, and what they show is stored. */
  readonly cases: Kind<CaseTask, CaseRecord, CaseTask, PlainRecord>;
  /** The answers of several qemu-imgs are compared. */
  readonly comparisons: Kind<NamedCase, readonly ComparedCase[], NamedCase, readonly PlainCompared[]>;
  readonly changeReductions: Kind<
    ChangeReduction,
    readonly ReducedChange[],
    PlainReduction,
    readonly PlainReduced[]
  >;
  /** Stored findings are checked again. */
  readonly rechecks: Kind<EarlierFinding, readonly Rechecked[], EarlierFinding, readonly PlainRechecked[]>;
  /** The cases of known findings are checked. */
  readonly known: Kind<KnownFinding, readonly KnownRun[]>;
  readonly goldens: Kind<GoldenCase, readonly GoldenResult[]>;
  /** Chains of a sweep are checked, and what they show is stored. */
  readonly chains: Kind<ChainTask, readonly SweptChain[], ChainTask, readonly PlainRecord<SweptChain>[]>;
}

export type KindName = keyof Kinds;

/** How work of one kind is done on a thread, and sent to one. */
export interface Work<K extends Kinds[KindName]> {
  /** How many tasks each job has in progress on this thread: while one waits for its oracle, others are prepared. */
  readonly atOnce: number;
  /** Where a thread is that has these tasks, for people. `running` is the index of the case that it has begun last. */
  title(tasks: readonly K['task'][], running: number, source: CaseSource): string;
  run(shop: Workshop, tasks: readonly K['task'][]): Promise<K['result']>;
  /** What becomes of tasks when the thread that has them goes on although the work was cancelled. */
  left(tasks: readonly K['task'][]): K['result'];
  toPlainTask(task: K['task']): K['plainTask'];
  fromPlainTask(task: K['plainTask'], oracles: readonly Oracle[]): K['task'];
  toPlainResult(result: K['result']): K['plainResult'];
  fromPlainResult(result: K['plainResult'], oracles: readonly Oracle[]): K['result'];
}

const same = <T>(plain: T): T => plain;

/** Does one task after the other. */
function oneByOne<Task, Result>(
  run: (shop: Workshop, task: Task) => Promise<Result>,
): (shop: Workshop, tasks: readonly Task[]) => Promise<Result[]> {
  return async (shop, tasks) => {
    const results: Result[] = [];
    for (const task of tasks) results.push(await run(shop, task));
    return results;
  };
}

export const works: { readonly [Name in KindName]: Work<Kinds[Name]> } = {
  cases: {
    // At two jobs on two cores, four cases give 262 checks a second, two give 253, and six no more than four.
    atOnce: 4,
    title(tasks, running, source) {
      const task = tasks.find(({ index }) => index === running) ?? tasks[0]!;
      return task.kind === 'given' ? task.origin : drawCase(source, task.index).origin;
    },
    run: runCases,
    left: tasks => ({ ...emptyRecord(), left: tasks.length }),
    toPlainTask: same,
    fromPlainTask: same,
    toPlainResult: toPlainRecord,
    fromPlainResult: fromPlainRecord,
  },
  comparisons: {
    atOnce: 4,
    title: ([first]) => first!.name,
    run: oneByOne(compareCase),
    left: () => [],
    toPlainTask: same,
    fromPlainTask: same,
    toPlainResult: compared => compared.map(toPlainCompared),
    fromPlainResult: (compared, oracles) => compared.map(each => fromPlainCompared(each, oracles)),
  },
  changeReductions: {
    // Each has a limit of time, and several on one thread would slow each other.
    atOnce: 1,
    title: ([first]) => `the reduction of ${first!.example.name}`,
    run: oneByOne(reduceChange),
    left: () => [],
    toPlainTask: toPlainReduction,
    fromPlainTask: fromPlainReduction,
    toPlainResult: reduced => reduced.map(toPlainReduced),
    fromPlainResult: (reduced, oracles) => reduced.map(each => fromPlainReduced(each, oracles)),
  },
  rechecks: {
    atOnce: 4,
    title: ([first]) => `the replay of ${first!.path}`,
    run: oneByOne((shop, finding) => {
      const { without } = shop.source;
      return recheckFinding({ ...shop, ...(without && { without }) }, finding);
    }),
    left: () => [],
    toPlainTask: same,
    fromPlainTask: same,
    toPlainResult: results => results.map(toPlainRechecked),
    fromPlainResult: (results, oracles) => results.map(each => fromPlainRechecked(each, oracles)),
  },
  known: {
    atOnce: 4,
    title: ([first]) => `the replay of the known finding ${first!.signature}`,
    // What the run leaves out is accepted all the same.
    run: oneByOne(({ parties, scratch }, known) => recheckKnown({ parties, scratch }, known)),
    left: () => [],
    toPlainTask: same,
    fromPlainTask: same,
    toPlainResult: same,
    fromPlainResult: same,
  },
  goldens: {
    // They wait for no program.
    atOnce: 1,
    title: ([first]) => `golden ${first!.name}`,
    // They are for our own map alone.
    run: oneByOne(async ({ parties, scratch }, golden) =>
      checkGolden(golden, parties.subject as InProcess, scratch),
    ),
    left: () => [],
    toPlainTask: same,
    fromPlainTask: same,
    toPlainResult: same,
    fromPlainResult: results => results.map(goldenWithBuffers),
  },
  chains: {
    // Each takes 20 MB and more, and a second of our own CPU.
    atOnce: 1,
    title: ([first]) => `chain ${first!.index + 1} of a sweep`,
    run: oneByOne(sweepChain),
    left: () => [],
    toPlainTask: same,
    fromPlainTask: same,
    toPlainResult: swept => swept.map(toPlainRecord),
    fromPlainResult: (swept, oracles) => swept.map(each => fromPlainRecord<SweptChain>(each, oracles)),
  },
};
