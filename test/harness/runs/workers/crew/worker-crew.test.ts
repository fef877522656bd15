import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { predict } from '../../../../../generators/model/predict.ts';
import { checkKnown } from '../../../../../src/harness/finding/known.ts';
import type { KnownFinding } from '../../../../../src/harness/finding/store/known-findings.ts';
import { runChild } from '../../../../../src/harness/parties/child/run-child.ts';
import { findOracles } from '../../../../../src/harness/parties/oracle/find-oracles.ts';
import { plainLabOf } from '../../../../../src/harness/parties/plain-lab.ts';
import { inProcess } from '../../../../../src/harness/parties/subject/in-process.ts';
import type { Plan } from '../../../../../src/harness/runs/campaign/campaign.ts';
import { runCampaign } from '../../../../../src/harness/runs/campaign/run-campaign.ts';
import { goldenCases } from '../../../../../src/harness/runs/golden/golden-cases.ts';
import { resultOf } from '../../../../../src/harness/runs/result/result.ts';
import { writeResult } from '../../../../../src/harness/runs/result/result-file.ts';
import { openLocalCrew } from '../../../../../src/harness/runs/workers/crew/local-crew.ts';
import { knownOn } from '../../../../../src/harness/runs/workers/crew/run-in-order.ts';
import { openWorkerCrew } from '../../../../../src/harness/runs/workers/crew/worker-crew.ts';
import { recorded } from '../../../../../src/map/profile/profile.ts';
import { freshScratch } from '../../../../support/fresh-scratch.ts';
import { investigationOf } from '../../../../support/investigation.ts';
import { lyingOracleCase } from '../../../../support/lying-oracle.ts';

const fresh = freshScratch();
const silent = { progress: () => {}, found: () => {} };
const [real] = (await findOracles()).oracles.slice(-1);

/** A qemu-img that doesn't report compression, and reports a wrong depth. */
function writeFaultyOracle(): string {
  const { file, leading } = real!.program;
  const path = join(fresh.scratch.folder, 'faulty-qemu-img');
  const command = [file, ...leading].map(word => `'${word}'`).join(' ');
  const lines = [
    '#!/bin/sh',
    `out=$(${command} "$@"; echo "status $?")`,
    `status=\${out##*status }`,
    `printf '%s' "\${out%status *}" | sed 's/"compressed": true/"compressed": false/; s/"depth": 1/"depth": 2/'`,
    'exit $status',
    '',
  ];
  writeFileSync(path, lines.join('\n'), { mode: 0o755 });
  return path;
}

const recordedVersions = Object.keys(recorded);
/** One that the faulty oracle shows, and one that it doesn't. */
const knownFindings = ['disputed: field depth in unallocated/data', 'disputed: cut in data'].map(
  (signature): KnownFinding => ({
    ...{ signature, reason: 'a liar', link: 'https://example.org/1', until: '2027-01-31', line: 1 },
    versions: recordedVersions,
    value: { ...lyingOracleCase.value, queries: lyingOracleCase.value.queries.slice(0, 1) },
  }),
);

/** The result file of a campaign on as many workers as there are jobs, or on this thread for one job; without times. */
async function resultWith(jobs: number): Promise<object> {
  const found = await findOracles([writeFaultyOracle()]);
  const parties = { subject: inProcess, predict, oracles: found.oracles, host: { holeGranularity: 4096n } };
  const plan: Plan = {
    ...investigationOf(parties, fresh),
    ...{ seed: 3, features: [], shard: { index: 0, count: 1 }, cases: 10, jobs },
    goldens: goldenCases().slice(0, 3),
  };
  const crew = jobs === 1 ? openLocalCrew(plan) : await openWorkerCrew(plan, plainLabOf(plan)!);
  const known = await checkKnown(knownFindings, knownOn(crew!), '2027-01-01');
  const campaign = await runCampaign(plan, silent, crew);
  await crew?.close();
  const file = join(fresh.scratch.folder, 'result.json');
  writeResult(file, resultOf(campaign, plan, { preliminaries: [], found }));
  const text = readFileSync(file, 'utf8');
  rmSync(file);
  rmSync(fresh.findings, { recursive: true });
  const result = JSON.parse(text, (key, value) => (key === 'milliseconds' ? undefined : value));
  return { ...result, known: known.map(({ passing }) => passing.length) };
}

test.skipIf(real === undefined)(
  'the result file of a seed, and what known findings show, are the same for 1, 2 and 4 jobs',
  async () => {
    const one = await resultWith(1);
    expect(one).toMatchObject({ next: 10, known: [0, 1] });
    expect((one as { findings: unknown[] }).findings.length).toBeGreaterThan(1);
    for (const jobs of [2, 4]) expect(await resultWith(jobs)).toEqual(one);
  },
);

test.skipIf(real?.nbd.kind !== 'complete')(
  'workers that serve images and this thread start programs side by side',
  async () => {
    const host = { holeGranularity: 4096n };
    const parties = { subject: inProcess, predict, oracles: [real!], host };
    const plan: Plan = {
      ...investigationOf(parties, fresh, 100),
      ...{ seed: 1, features: ['nbd-context'], shard: { index: 0, count: 1 }, cases: 16, jobs: 2 },
    };
    const crew = await openWorkerCrew(plan, plainLabOf(plan)!);
    let isOver = false;
    const campaign = runCampaign(plan, silent, crew).finally(() => {
      isOver = true;
    });
    const command = { file: '/bin/true', argv: ['true'], env: {}, folder: '/' };
    while (!isOver) {
      const run = await runChild(command, { milliseconds: 60_000, bytes: 1, killSignal: 'SIGKILL' });
      expect(run).toMatchObject({ kind: 'ended', end: { kind: 'exit', status: 0 } });
    }
    const { tally } = await campaign;
    await crew?.close();
    expect(tally).toMatchObject({ cases: 16, divergences: 0, modelErrors: 0, oracleErrors: new Map() });
    expect(tally.matched).toBeGreaterThan(0);
  },
);

test('workers that start hold up no program that this thread starts by node’s spawn', () => {
  const script = fileURLToPath(new URL('../../../../support/spawn-beside-workers.ts', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [script], {
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
  expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: '' });
});
