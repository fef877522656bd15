import { describe, expect, test } from 'vitest';
import { emptyCoverage } from '../../../../../generators/coverage/coverage.ts';
import { predict } from '../../../../../generators/model/predict.ts';
import { findOracles } from '../../../../../src/harness/parties/oracle/find-oracles.ts';
import type { Oracle } from '../../../../../src/harness/parties/oracle/oracle.ts';
import type { Parties } from '../../../../../src/harness/parties/parties.ts';
import { plainLabOf } from '../../../../../src/harness/parties/plain-lab.ts';
import { inProcess } from '../../../../../src/harness/parties/subject/in-process.ts';
import { caseByParts } from '../../../../../src/harness/runs/bench/campaign/case-by-parts.ts';
import { needsNoServer, usualIndexes } from '../../../../../src/harness/runs/bench/campaign/case-list.ts';
import { PartClock, parts } from '../../../../../src/harness/runs/bench/campaign/part-clock.ts';
import { measureRateApart } from '../../../../../src/harness/runs/bench/campaign/rate-process.ts';
import { recordStandIn } from '../../../../../src/harness/runs/bench/campaign/stand-in.ts';
import { emptyTally } from '../../../../../src/harness/runs/tally.ts';
import { Pace } from '../../../../../src/harness/runs/workers/case/pace.ts';
import { runCases } from '../../../../../src/harness/runs/workers/case/run-cases.ts';
import type { CrewPlan } from '../../../../../src/harness/runs/workers/crew/crew.ts';
import { openLocalCrew } from '../../../../../src/harness/runs/workers/crew/local-crew.ts';
import { openWorkerCrew } from '../../../../../src/harness/runs/workers/crew/worker-crew.ts';
import { freshScratch } from '../../../../support/fresh-scratch.ts';

const fresh = freshScratch();
const [real] = (await findOracles()).oracles.slice(-1);
const seed = 1;
const indexes = usualIndexes(24);

function partiesWith(oracle: Oracle): Parties {
  return { subject: inProcess, predict, oracles: [oracle], host: { holeGranularity: 4096n } };
}

function crewPlan(oracle: Oracle): Omit<CrewPlan, 'jobs'> {
  const { scratch, findings } = fresh;
  return { parties: partiesWith(oracle), scratch, findings, seed, features: [], known: new Set() };
}

describe.skipIf(real === undefined)('with the newest qemu-img', () => {
  test('the parts of cases come to the same counts and coverage as the cases that run whole', async () => {
    const { scratch, findings } = fresh;
    const lab = { parties: partiesWith(real!), scratch };
    const taken = { tally: emptyTally(), coverage: emptyCoverage() };
    const clock = new PartClock();
    for (const index of indexes) await caseByParts({ ...lab, ...taken, seed, clock }, index);
    const coverage = emptyCoverage();
    const shop = { ...lab, findings, source: { seed, features: [] }, coverage, pace: new Pace() };
    const { tally } = await runCases(
      shop,
      indexes.map(index => ({ kind: 'drawn', index })),
    );
    expect({ ...taken.tally, cases: indexes.length }).toEqual(tally);
    expect(taken.coverage).toEqual(coverage);
    for (const part of parts) expect(clock.secondsOf(part), part).toBeGreaterThan(0);
  });

  test('a stand-in gives the answers that were recorded, to this thread and to workers', async () => {
    const { scratch } = fresh;
    const alone = indexes.filter(index => needsNoServer(seed, index));
    const parties = partiesWith(real!);
    const standIn = await recordStandIn({ parties, scratch, oracle: real!, seed, indexes: alone });
    expect(standIn.indexes.length).toBeGreaterThan(alone.length / 2);
    const plan = { ...crewPlan(standIn.oracle), jobs: 2 };
    for (const crew of [openLocalCrew(plan), (await openWorkerCrew(plan, plainLabOf(plan)!))!]) {
      const left = [...standIn.indexes, ...standIn.indexes];
      let [judged, different] = [0, 0];
      await crew.run(
        'cases',
        () => (left.length === 0 ? undefined : { kind: 'drawn', index: left.shift()! }),
        record => {
          judged += record.judged.length;
          different += record.queries.different;
        },
      );
      await crew.close();
      expect([judged, different]).toEqual([2 * standIn.indexes.length, 0]);
    }
    const rate = await measureRateApart({
      lab: plainLabOf(plan)!,
      folder: scratch.caseFolder().path,
      ...{ seed, indexes: standIn.indexes, jobs: 1, runners: 'one thread', runs: 1, besideBare: true },
    });
    expect(rate).toMatchObject({ jobs: 1, runners: 'one thread', bare: { jobs: 1, slices: 1 } });
    expect(rate.casesPerSecond.median).toBeGreaterThan(1);
  });
});
