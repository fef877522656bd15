import { join } from 'node:path';
import { emptyCoverage } from '../../../../../generators/coverage/coverage.ts';
import type { Lab } from '../../../parties/lab.ts';
import { emptyTally } from '../../tally.ts';
import { blockingScheduler } from '../../workers/blocking-scheduler.ts';
import { Pace } from '../../workers/case/pace.ts';
import { runCases } from '../../workers/case/run-cases.ts';
import { type Spread, spreadOf } from '../statistics.ts';
import { caseByParts } from './case-by-parts.ts';
import { ownCpu } from './cpu-seconds.ts';
import { type Part, PartClock, parts } from './part-clock.ts';

/** The CPU time of ours on some cases, on one thread. All times are seconds a case. */
export interface PartTimes {
  readonly cases: number;
  /** Of all cases together. */
  readonly checks: number;
  readonly byPart: Readonly<Record<Part, Spread>>;
  /** All parts together. */
  readonly sum: Spread;
  /** The same cases, as a worker of a campaign runs them. */
  readonly whole: Spread;
}

/** What is taken apart. */
export interface PartsPlan extends Lab {
  readonly seed: number;
  readonly indexes: readonly number[];
  /** Counted rounds through all cases. */
  readonly runs: number;
}

/**
 * Cases before the first that counts. V8 compiles on threads of its own, whose time counts for the part that runs beside them: with
 * a qemu-img and after 600 cases it is 0.8 of 4.9 ms a case, after 1,000 it is 0.5 of 3.8 ms.
 */
const warmUp = 1000;

/** Measures each part, and then the whole, in each round. Qemu-imgs start as they do in a worker. */
export async function measureParts({ parties, scratch, seed, indexes, runs }: PartsPlan): Promise<PartTimes> {
  const scheduler = blockingScheduler(new Int32Array(new SharedArrayBuffer(8)), () => {});
  const lab = { parties: { ...parties, scheduler }, scratch };
  const coverage = emptyCoverage();
  const shop = {
    ...lab,
    ...{ source: { seed, features: [] }, coverage, pace: new Pace() },
    findings: join(scratch.folder, 'findings'),
  };
  const tasks = indexes.map(index => ({ kind: 'drawn', index }) as const);
  const clocks: PartClock[] = [];
  const wholes: number[] = [];
  let checks = 0;
  const uncounted = Math.ceil(warmUp / (2 * indexes.length));
  for (let run = -uncounted; run < runs; run++) {
    const clock = new PartClock();
    const tally = emptyTally();
    for (const index of indexes) await caseByParts({ ...lab, seed, clock, tally, coverage }, index);
    const began = ownCpu();
    await runCases(shop, tasks);
    const whole = ownCpu() - began;
    if (run < 0) continue;
    checks = tally.checks;
    clocks.push(clock);
    wholes.push(whole);
  }
  const spread = (seconds: readonly number[]): Spread => spreadOf(seconds.map(each => each / indexes.length));
  const ofPart = (part: Part): Spread => spread(clocks.map(clock => clock.secondsOf(part)));
  return {
    ...{ cases: indexes.length, checks },
    byPart: Object.fromEntries(parts.map(part => [part, ofPart(part)])) as Record<Part, Spread>,
    sum: spread(clocks.map(clock => parts.reduce((sum, part) => sum + clock.secondsOf(part), 0))),
    whole: spread(wholes),
  };
}
