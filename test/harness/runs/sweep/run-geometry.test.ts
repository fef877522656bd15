import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findOracles } from '../../../../src/harness/parties/oracle/find-oracles.ts';
import { plainLabOf } from '../../../../src/harness/parties/plain-lab.ts';
import { inProcess } from '../../../../src/harness/parties/subject/in-process.ts';
import type { Subject } from '../../../../src/harness/parties/subject/subject.ts';
import type { GeometryResult } from '../../../../src/harness/runs/sweep/geometry-result.ts';
import { runGeometry } from '../../../../src/harness/runs/sweep/run-geometry.ts';
import { sweepStatus } from '../../../../src/harness/runs/sweep/sweep-result.ts';
import type { Crew, CrewPlan } from '../../../../src/harness/runs/workers/crew/crew.ts';
import { openLocalCrew } from '../../../../src/harness/runs/workers/crew/local-crew.ts';
import { relievedCrew } from '../../../../src/harness/runs/workers/crew/relieved-crew.ts';
import { openWorkerCrew } from '../../../../src/harness/runs/workers/crew/worker-crew.ts';
import { freshScratch } from '../../../support/fresh-scratch.ts';
import { investigationOf, judgedByModel } from '../../../support/investigation.ts';
import { plantFault } from '../../../support/planted-fault.ts';

const { oracles } = await findOracles();

const fresh = freshScratch();

const watcher = { progress: () => {}, found: () => {} };

function geometry(subject: Subject, used: typeof oracles, cancel?: AbortSignal): Promise<GeometryResult> {
  const parties = { ...judgedByModel(subject), oracles: used, ...(cancel && { cancel }) };
  return runGeometry(investigationOf(parties, fresh, 5_000), 2, 2, watcher);
}

/** Without what it took. The crew is of workers, or of this thread for one job. */
async function geometryWith(jobs: number): Promise<object> {
  const plan = investigationOf(judgedByModel(inProcess), fresh, 5_000);
  const open = (whole: CrewPlan): Crew =>
    jobs === 1 ? openLocalCrew(whole) : relievedCrew(whole, openWorkerCrew(whole, plainLabOf(whole)!));
  const result = await runGeometry(plan, 2, jobs, watcher, open);
  return { ...result, startedSeconds: 0, ownSeconds: 0, milliseconds: 0 };
}

test('the result is the same for 1, 2 and 4 jobs', async () => {
  const one = await geometryWith(1);
  expect(one).toMatchObject({ possible: 833, covered: 833 });
  for (const jobs of [2, 4]) expect(await geometryWith(jobs)).toEqual(one);
});

test.skipIf(oracles.length === 0)(
  'every pair of geometry factors has the maps of the real qemu-imgs',
  async () => {
    const result = await geometry(inProcess, oracles);
    expect(result).toMatchObject({ possible: 833, covered: 833, findings: [], interrupted: false });
    const maps = oracles.length * result.rows;
    expect(result.tally).toMatchObject({ checks: maps, matched: maps });
    expect(result.tally.skipped).toEqual(new Map());
    expect(sweepStatus(result)).toBe(0);
    expect(readdirSync(fresh.scratch.folder)).toEqual([]);
  },
);

test('a fault in a window is found even without a qemu-img', async () => {
  const faulty = plantFault(text => text.replace(/^\[\{ "start": (\d*[1-9])\b/, '[{ "start": $10'));
  const result = await geometry(faulty, []);
  expect(sweepStatus(result)).toBe(1);
  expect(result.findings.length).toBeGreaterThan(0);
});

test('a cancelled sweep ends early and proves nothing', async () => {
  const result = await geometry(inProcess, [], AbortSignal.abort());
  expect(result).toMatchObject({ interrupted: true, covered: 0, judged: 0 });
});
