import { type Coverage, emptyCoverage } from '../../../../generators/coverage/coverage.ts';
import type { CaseFolder } from '../../files/scratch.ts';
import type { StoredSighting } from '../../finding/investigate.ts';
import { heldTogether } from '../../parties/child/child-output.ts';
import type { PlainLab } from '../../parties/plain-lab.ts';
import type { CrewPlan } from './crew/crew.ts';
import { fromPlainSighting, toPlainSighting } from './plain-record.ts';
import type { PlainResult } from './worker-messages.ts';
import { type WorkAnswer, WorkerThread } from './worker-thread.ts';
import { type KindName, type Kinds, type Work, works } from './works.ts';

/** What some tasks came to, and how many milliseconds they took. */
export interface TimedResult<Name extends KindName> {
  readonly result: Kinds[Name]['result'];
  readonly milliseconds: number;
}

/** A worker does tasks, like running a case whole, one after the other, on a thread of its own. */
export class CaseWorker {
  /** What its drawn cases cover. */
  readonly coverage: Coverage = emptyCoverage(bytes => new Uint8Array(new SharedArrayBuffer(bytes)));
  readonly thread: WorkerThread;
  readonly #plan: CrewPlan;
  readonly #folder: CaseFolder;

  /** @param longest as of `Pace`, shared by all workers */
  constructor(plan: CrewPlan, lab: PlainLab, longest: Int32Array) {
    this.#plan = plan;
    this.#folder = plan.scratch.caseFolder();
    const { seed, features, without, attacked, findings, known } = plan;
    this.thread = new WorkerThread({
      lab,
      folder: this.#folder.path,
      source: { seed, features, ...(without && { without }), ...(attacked && { attacked }) },
      findings,
      known,
      bytesHeld: heldTogether(),
      coverage: this.coverage,
      longest,
    });
  }

  /**
   * Does tasks of one kind, one after the other. If the thread goes on after it was cancelled, they are left.
   *
   * @throws HarnessError `worker-failed` if the thread has ended by itself; any error that a task has led to
   */
  async do<Name extends KindName>(
    name: Name,
    tasks: readonly Kinds[Name]['task'][],
  ): Promise<TimedResult<Name>> {
    const work: Work<Kinds[Name]> = works[name];
    const request = { kind: 'do', name, tasks: tasks.map(work.toPlainTask) } as const;
    const answer = await this.thread.answer(request, running => work.title(tasks, running, this.#plan));
    if (answer === undefined) return { result: work.left(tasks), milliseconds: 0 };
    const { result, milliseconds } = answer as PlainResult<Name>;
    return { result: work.fromPlainResult(result, this.#plan.parties.oracles), milliseconds };
  }

  /**
   * As `reduceStored`. If the thread goes on after it was cancelled, the sighting stays as it is.
   *
   * @throws as `do`
   */
  async reduce(sighting: StoredSighting, reduction: number, origin: string): Promise<StoredSighting> {
    const request = { kind: 'reduce', sighting: toPlainSighting(sighting), reduction, origin } as const;
    const answer = await this.thread.answer(request, () => `the reduction of ${origin}`);
    if (answer === undefined) return sighting;
    const { sighting: reduced } = answer as WorkAnswer & { readonly kind: 'reduced' };
    return fromPlainSighting(reduced, this.#plan.parties.oracles);
  }

  /** Ends the thread, and what it does. */
  async close(): Promise<void> {
    await this.thread.close();
    this.#folder.drop();
  }
}
