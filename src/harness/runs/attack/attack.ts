import { attackCase } from '../../../../generators/attack/attack-case.ts';
import type { SeedImage } from '../../../../generators/attack/seed-image.ts';
import { emptyCoverage } from '../../../../generators/coverage/coverage.ts';
import { Findings, type FindingsPlan, type FindingsWatcher } from '../../finding/findings.ts';
import { openChildThreads } from '../../parties/child/child-threads.ts';
import { lowerPriority } from '../../parties/oracle/lower-priority.ts';
import type { Campaign } from '../campaign/campaign.ts';
import { endedBy } from '../campaign/ended-by.ts';
import { checkCase } from '../check-case.ts';
import { Pace } from '../pace.ts';
import { emptyTally, type Tally } from '../tally.ts';

/** What an attack does. */
export interface AttackPlan extends FindingsPlan {
  readonly seed: number;
  /** At least one. */
  readonly images: readonly SeedImage[];
  /** Absent: until the time is over. */
  readonly cases?: number;
  /** No case begins later. */
  readonly milliseconds: number;
  /** Oracles that run at once. */
  readonly jobs: number;
}

/** Follows an attack while it runs. */
export interface AttackWatcher extends FindingsWatcher {
  progress(tally: Tally, findings: Pick<Findings, 'found' | 'pending'>, milliseconds: number): void;
}

/** As in a campaign, so that no oracle waits for us. */
const casesForJob = 4;

/** Damages images that real qemu-imgs made, and compares what is said of them. What differs is stored at once, and reduced last. */
export async function runAttack(plan: AttackPlan, watcher: AttackWatcher): Promise<Campaign> {
  const { cancel } = plan.parties;
  const threads = openChildThreads(plan.jobs, cancel);
  const parties = { ...plan.parties, scheduler: threads };
  const began = performance.now();
  const elapsed = (): number => performance.now() - began;
  const findings = new Findings({ ...plan, parties }, watcher, elapsed);
  const tally = emptyTally();
  const pace = new Pace();
  let next = 0;
  let casesLeft = 0;
  const isOver = (): boolean =>
    cancel?.aborted === true ||
    elapsed() >= plan.milliseconds ||
    next >= (plan.cases ?? Number.POSITIVE_INFINITY);

  const runCases = async (): Promise<void> => {
    while (!isOver()) {
      const { value, origin } = attackCase(plan.seed, next++, plan.images);
      await checkCase({ parties, scratch: plan.scratch, tally, findings, pace }, value, origin);
      if (cancel?.aborted === true) casesLeft += 1;
      else tally.cases += 1;
      watcher.progress(tally, findings, elapsed());
    }
  };

  try {
    lowerPriority();
    await Promise.all(Array.from({ length: casesForJob * plan.jobs }, runCases));
    const milliseconds = elapsed();
    await Promise.all(Array.from({ length: plan.jobs }, () => findings.reduce()));
    const found = [...findings.found.values()];
    return {
      tally,
      coverage: emptyCoverage(),
      findings: found,
      next,
      milliseconds,
      ...endedBy(cancel, casesLeft === 0 && next >= (plan.cases ?? Number.POSITIVE_INFINITY)),
      goldensLeft: 0,
      casesLeft,
      reductionsLeft: found.filter(({ complete }) => !complete).length,
    };
  } finally {
    await threads.close();
  }
}
