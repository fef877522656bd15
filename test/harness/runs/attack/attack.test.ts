import { describe, expect, test } from 'vitest';
import { predict } from '../../../../generators/model/predict.ts';
import { findOracles } from '../../../../src/harness/parties/oracle/find-oracles.ts';
import type { Oracle } from '../../../../src/harness/parties/oracle/oracle.ts';
import { inProcess } from '../../../../src/harness/parties/subject/in-process.ts';
import type { Subject } from '../../../../src/harness/parties/subject/subject.ts';
import { makeSeeds } from '../../../../src/harness/runs/attack/make-seeds.ts';
import { seedKinds } from '../../../../src/harness/runs/attack/seed-kinds.ts';
import type { Campaign } from '../../../../src/harness/runs/campaign/campaign.ts';
import { runCampaign } from '../../../../src/harness/runs/campaign/run-campaign.ts';
import { freshScratch } from '../../../support/fresh-scratch.ts';
import { investigationOf } from '../../../support/investigation.ts';
import { plantFault } from '../../../support/planted-fault.ts';

const { oracles } = await findOracles();
const newest = oracles.slice(-1);
const fresh = freshScratch();

async function attack(subject: Subject, cases: number, formats: readonly string[]): Promise<Campaign> {
  const { images } = await makeSeeds(newest, formats, fresh.scratch, undefined);
  const parties = { subject, predict, oracles: newest as Oracle[], host: { holeGranularity: 4096n } };
  const plan = {
    ...investigationOf(parties, fresh, 2_000),
    seed: 1,
    features: [],
    attacked: images,
    shard: { index: 0, count: 1 },
    cases,
    jobs: 2,
  };
  return runCampaign(plan, { progress: () => {}, found: () => {} });
}

describe.skipIf(newest.length === 0)('an attack', () => {
  test('has a seed of each kind that the newest qemu-img can make', async () => {
    const { images, missing } = await makeSeeds(newest, [], fresh.scratch, undefined);
    expect(missing).toEqual([]);
    expect(images).toHaveLength(seedKinds.length);
  });

  test('shows no difference to it', async () => {
    const { tally, findings } = await attack(inProcess, 300, ['qcow2', 'vdi']);
    expect(tally).toMatchObject({ cases: 300, checks: 300, divergences: 0, crashes: 0 });
    expect(findings).toEqual([]);
  });

  test('finds a planted fault, which it stores and reduces', async () => {
    const blind = plantFault(text => text.replaceAll('"compressed": true', '"compressed": false'));
    const { tally, findings } = await attack(blind, 40, ['qcow2']);
    expect(tally.divergences).toBeGreaterThan(0);
    expect(findings.map(({ evidence }) => evidence.blame)).toContain('subject');
    expect(findings[0]!.stored.unstored).toBeUndefined();
  });
});
