import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { explainFailure } from '../../../../src/cli/terminal/failure.ts';
import type { Parties } from '../../../../src/harness/parties/parties.ts';
import { plainLabOf } from '../../../../src/harness/parties/plain-lab.ts';
import { inProcess } from '../../../../src/harness/parties/subject/in-process.ts';
import type { Plan } from '../../../../src/harness/runs/campaign/campaign.ts';
import { runCampaign } from '../../../../src/harness/runs/campaign/run-campaign.ts';
import { resultOf, resultStatus } from '../../../../src/harness/runs/result/result.ts';
import { openWorkerCrew } from '../../../../src/harness/runs/workers/crew/worker-crew.ts';
import { freshScratch } from '../../../support/fresh-scratch.ts';
import { investigationOf, judgedByModel } from '../../../support/investigation.ts';

const dying = fileURLToPath(new URL('../../../support/dying-worker.ts', import.meta.url));

const stopped = vi.hoisted(() => ({ threads: 0 }));

/** Every second worker is one that dies, with little memory. */
vi.mock('node:worker_threads', async original => {
  const threads = await original<typeof import('node:worker_threads')>();
  let count = 0;
  class Worker extends threads.Worker {
    constructor(file: string, options: import('node:worker_threads').WorkerOptions) {
      const dies = file.includes('worker-main') && count++ % 2 === 1;
      super(
        dies ? dying : file,
        dies ? { ...options, resourceLimits: { maxOldGenerationSizeMb: 40 } } : options,
      );
    }

    override terminate(): Promise<number> {
      stopped.threads += 1;
      return super.terminate();
    }
  }
  return { ...threads, Worker };
});

const fresh = freshScratch();

function planWith(parties: Parties): Plan {
  const investigation = investigationOf(parties, fresh);
  return { ...investigation, seed: 1, features: [], shard: { index: 0, count: 1 }, cases: 400, jobs: 2 };
}

test.each([
  ['throws', 'a worker ended: the moon is full in seed 1, case '],
  ['exits', 'a worker ended: exit status 7 in seed 1, case '],
  ['fills', 'a worker ran out of memory in seed 1, case '],
])(
  'a worker that %s ends the campaign with one line and status 3; what others did counts',
  async (way, line) => {
    vi.stubEnv('DYING_WORKER', way);
    const plan = planWith(judgedByModel(inProcess));
    const crew = await openWorkerCrew(plan, plainLabOf(plan)!);
    const campaign = await runCampaign(plan, { progress: () => {}, found: () => {} }, crew);
    await crew?.close();
    expect(campaign.failure?.message).toContain(line);
    expect(explainFailure(campaign.failure).lines).toHaveLength(1);
    expect(campaign.tally.cases).toBeGreaterThan(0);
    expect(campaign.tally.cases).toBeLessThan(campaign.next);
    expect(campaign.timeUp).toBe(false);
    const result = resultOf(campaign, plan, { preliminaries: [], found: { oracles: [], lost: [] } });
    expect(resultStatus(result, undefined)).toBe(3);
    expect(readdirSync(fresh.scratch.folder)).toEqual([]);
  },
);

test('a worker that goes on after the campaign is cancelled is left to itself', async () => {
  vi.stubEnv('DYING_WORKER', 'inflates');
  const abort = new AbortController();
  const plan = planWith({ ...judgedByModel(inProcess), cancel: abort.signal });
  const before = process.listenerCount('exit');
  const crew = await openWorkerCrew(plan, plainLabOf(plan)!);
  const watcher = { progress: () => abort.abort(), found: () => {} };
  const { interrupted, casesLeft } = await runCampaign(plan, watcher, crew);
  await crew?.close();
  expect(interrupted).toBe(true);
  expect(casesLeft).toBeGreaterThan(0);
  expect(stopped.threads).toBe(0);
  expect(readdirSync(fresh.scratch.folder)).toEqual([]);
  // It comes to an end by itself, and has no say in the end of this process then.
  await vi.waitFor(() => expect(process.listenerCount('exit')).toBe(before), 10_000);
});
