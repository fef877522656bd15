import { setTimeout } from 'node:timers/promises';
import { HarnessError } from '../../basics/harness-error.ts';
import { Findings } from '../../finding/findings.ts';
import { addTallies, emptyTally } from '../tally.ts';
import { addQueries, type CaseRecord, noQueries } from '../workers/case/case-record.ts';
import type { CaseTask } from '../workers/case/case-task.ts';
import type { Crew } from '../workers/crew/crew.ts';
import { type Amount, caseWork, openCrew } from '../workers/crew/open-crew.ts';
import type { Campaign, Plan, Watcher } from './campaign.ts';
import { endedBy } from './ended-by.ts';
import { Pauses } from './pauses.ts';
import { Stopwatch } from './stopwatch.ts';

/**
 * Runs the cases of a plan, each in its own folder. A fault doesn't stop the campaign: it is stored at once, reduced and
 * reported in the next pause, and its further sightings are counted. When `parties.cancel` fires the campaign ends early,
 * with the result so far.
 *
 * @param crew runs the cases, and is left open. Absent: one is opened for the campaign.
 */
export async function runCampaign(plan: Plan, watcher: Watcher, crew?: Crew): Promise<Campaign> {
  if (crew !== undefined) return new RunningCampaign(plan, watcher, crew).run();
  const own = openCrew(plan, amountOf(plan));
  try {
    return await new RunningCampaign(plan, watcher, own).run();
  } finally {
    await own.close();
  }
}

function amountOf({ cases, milliseconds }: Plan): Amount {
  return { ...(cases !== undefined && { work: cases * caseWork }), milliseconds };
}

/** Milliseconds that a pause waits for cases that are under way. A program that hangs would keep all others idle until its --timeout. */
const longestWait = 2_000;

/** A campaign from its first golden to its last case. */
class RunningCampaign {
  readonly #plan: Plan;
  readonly #watcher: Watcher;
  readonly #crew: Crew;
  readonly #stopwatch = new Stopwatch();
  readonly #pauses = new Pauses();
  readonly #findings: Findings;
  /** When the time is up, as `performance.now()` tells it. */
  readonly #end: number;
  readonly #goldens: CaseTask[];
  /** Settles when all cases so far have ended. */
  #underWay: Promise<void> = Promise.resolve();
  #tally = emptyTally();
  #next: number;
  #casesLeft = 0;
  #reducing = 0;
  #failure: HarnessError | undefined;

  constructor(plan: Plan, watcher: Watcher, crew: Crew) {
    this.#plan = plan;
    this.#watcher = watcher;
    this.#crew = crew;
    this.#findings = new Findings(plan, watcher, () => this.#stopwatch.elapsed());
    this.#end = performance.now() + (plan.milliseconds ?? Number.POSITIVE_INFINITY);
    this.#goldens = goldenTasks(plan);
    this.#next = plan.shard.index;
  }

  async run(): Promise<Campaign> {
    if (this.#goldens.length > 0) await this.#stopwatch.exclude(() => this.#queryGoldens());
    while (!this.#isOver) {
      await this.#runCases();
      await this.#stopwatch.exclude(() => this.#reduce());
      if (this.#pauses.resume(this.#stopwatch.elapsed()) && !this.#isOver)
        await this.#stopwatch.exclude(async () => this.#watcher.pause?.());
    }
    await this.#underWay;
    if (!this.#endsEarly) await this.#stopwatch.exclude(() => this.#reduce());
    return this.#result();
  }

  /** The time is up, or a signal came. */
  get #mustEnd(): boolean {
    return this.#plan.parties.cancel?.aborted === true || performance.now() >= this.#end;
  }

  /** It ends early of its own: a worker has failed, or something new is found and that is enough. */
  get #endsEarly(): boolean {
    const { bail, known } = this.#plan;
    const isNew = (signature: string): boolean => !known.has(signature);
    return this.#failure !== undefined || (bail === true && [...this.#findings.found.keys()].some(isNew));
  }

  get #isDone(): boolean {
    return this.#next >= (this.#plan.cases ?? Number.POSITIVE_INFINITY);
  }

  get #isOver(): boolean {
    return this.#endsEarly || this.#mustEnd || this.#isDone;
  }

  get #isPauseDue(): boolean {
    const { pending } = this.#findings;
    return (
      this.#pauses.isDue(this.#stopwatch.elapsed(), pending) || (this.#plan.bail === true && pending > 0)
    );
  }

  async #queryGoldens(): Promise<void> {
    let queries = noQueries();
    await this.#run(
      () => (this.#mustEnd ? undefined : this.#goldens.shift()),
      record => {
        queries = addQueries(queries, record.queries);
      },
    );
    this.#tally.goldenChecks = this.#tally.checks;
    await this.#reduce();
    this.#watcher.goldensDone?.(queries);
  }

  /** Runs cases until a pause is due, or it is over. What hangs then goes on beside the pause, and beside later cases. */
  async #runCases(): Promise<void> {
    const { promise: isEnding, resolve: end } = Promise.withResolvers<void>();
    const next = (): CaseTask | undefined => {
      if (!this.#isOver && !this.#isPauseDue) return this.#nextCase();
      end();
      return undefined;
    };
    const cases = this.#run(next, record => {
      this.#casesLeft += record.left;
      this.#watcher.progress(this.#tally, this.#findings, this.#stopwatch.elapsed());
    });
    const before = this.#underWay;
    this.#underWay = cases.then(() => before);
    // Whoever waits for it is told of its failure; nobody may be waiting yet.
    this.#underWay.catch(() => {});
    await Promise.race([cases, isEnding.then(() => setTimeout(longestWait, undefined, { ref: false }))]);
  }

  #nextCase(): CaseTask {
    const index = this.#next;
    this.#next += this.#plan.shard.count;
    return { kind: 'drawn', index };
  }

  async #run(next: () => CaseTask | undefined, done: (record: CaseRecord) => void): Promise<void> {
    try {
      await this.#crew.run('cases', next, (record, tasks) => {
        this.#take(record);
        this.#watcher.ran?.(tasks, record.tally);
        done(record);
      });
    } catch (error) {
      if (!(error instanceof HarnessError) || error.code !== 'worker-failed') throw error;
      this.#failure = error;
      this.#tally = { ...this.#tally, exitStatus: 3 };
    }
  }

  #take(record: CaseRecord): void {
    this.#tally = addTallies(this.#tally, record.tally);
    for (const { identified, origin, at } of record.faults) this.#findings.add(identified, origin, at);
  }

  async #reduce(): Promise<void> {
    const began = performance.now();
    const { jobs, bail } = this.#plan;
    // One after the other where the first new finding ends it.
    if (bail === true) await this.#findings.reduce(this.#crew.reduce, () => this.#endsEarly);
    else await Promise.all(Array.from({ length: jobs }, () => this.#findings.reduce(this.#crew.reduce)));
    this.#reducing += performance.now() - began;
  }

  #result(): Campaign {
    const findings = [...this.#findings.found.values()];
    return {
      tally: this.#tally,
      coverage: this.#crew.coverage(),
      findings,
      next: this.#next,
      milliseconds: this.#stopwatch.elapsed(),
      reducing: this.#reducing,
      ...endedBy(this.#plan.parties.cancel, this.#endsEarly || (this.#casesLeft === 0 && this.#isDone)),
      goldensLeft: this.#goldens.length,
      casesLeft: this.#casesLeft,
      reductionsLeft: findings.filter(({ complete }) => !complete).length + this.#findings.pending,
      ...(this.#failure !== undefined && { failure: this.#failure }),
    };
  }
}

/** The goldens of a shard. */
function goldenTasks({ goldens = [], shard }: Plan): CaseTask[] {
  return goldens
    .filter((_, index) => index % shard.count === shard.index)
    .map(({ name, value }, index) => ({ kind: 'given', value, origin: `golden ${name}`, index }));
}
