import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { predict } from '../../../../generators/model/predict.ts';
import { cellCount } from '../../../../generators/recipe/cells/cell-row.ts';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import type { ChainSweep } from '../../../../generators/sweep/chain-sweep.ts';
import { columnSweep } from '../../../../generators/sweep/columns/column-sweep.ts';
import { usualLayers } from '../../../../generators/sweep/columns/sweep-layer.ts';
import { parseStates, usualStates } from '../../../../generators/sweep/columns/sweep-state.ts';
import { subclusterStates } from '../../../../generators/sweep/qcow2/subcluster-states.ts';
import type { Finding } from '../../../../src/harness/finding/finding.ts';
import { findOracles } from '../../../../src/harness/parties/oracle/find-oracles.ts';
import { plainLabOf } from '../../../../src/harness/parties/plain-lab.ts';
import { inProcess } from '../../../../src/harness/parties/subject/in-process.ts';
import type { SweepLab } from '../../../../src/harness/runs/sweep/chain/check-chain.ts';
import { runSweep } from '../../../../src/harness/runs/sweep/run-sweep.ts';
import { type SweepResult, sweepStatus } from '../../../../src/harness/runs/sweep/sweep-result.ts';
import { noSource } from '../../../../src/harness/runs/workers/crew/crew.ts';
import { openLocalCrew } from '../../../../src/harness/runs/workers/crew/local-crew.ts';
import { openWorkerCrew } from '../../../../src/harness/runs/workers/crew/worker-crew.ts';
import { freshScratch } from '../../../support/fresh-scratch.ts';
import { investigationOf, judgedByModel } from '../../../support/investigation.ts';
import { writeLyingOracle } from '../../../support/lying-oracle.ts';
import { plantFault } from '../../../support/planted-fault.ts';

const { oracles } = await findOracles();
const states = parseStates(usualStates);
const pairsOfTwo = columnSweep({ layers: usualLayers(states, 2), window: 2, unit: 512 });

const fresh = freshScratch();

function sweep(what: ChainSweep, parties: Partial<SweepLab['parties']> = {}): Promise<SweepResult> {
  const all = { ...judgedByModel(inProcess), subject: inProcess, oracles, ...parties };
  const watcher = { progress: () => {}, found: () => {} };
  return runSweep({ ...investigationOf(all, fresh), parties: all }, what, 2, watcher);
}

describe.skipIf(oracles.length === 0)('on the real qemu-imgs', () => {
  test('every pair of columns of three layers in seven states has the same map', async () => {
    const result = await sweep(columnSweep({ layers: usualLayers(states, 3), window: 2, unit: 512 }));
    expect(result).toMatchObject({
      chains: 1,
      columns: 117_650,
      covered: 117_649,
      possible: 117_649,
      findings: [],
    });
    expect(result.tally).toMatchObject({
      checks: oracles.length,
      matched: 1,
      unmodelled: new Map([['the model predicts one version of a sweep', oracles.length - 1]]),
    });
    expect(sweepStatus(result)).toBe(0);
    expect(readdirSync(fresh.scratch.folder)).toEqual([]);
  });

  test('every triple of neighbouring subclusters has the same map, in clusters and across their borders', async () => {
    const result = await sweep(
      columnSweep({ layers: usualLayers(subclusterStates(3), 1), window: 2, unit: 16_384 }),
    );
    expect(result).toMatchObject({ chains: 1, covered: 62 * 62, possible: 62 * 62, findings: [] });
    expect(sweepStatus(result)).toBe(0);
  });

  test('a fault becomes a case of a few columns', async () => {
    const subject = plantFault(text =>
      text.replaceAll('"depth": 1, "present": true, "zero": false, "data": true, "compressed": true', found =>
        found.replace(/true$/, 'false'),
      ),
    );
    const result = await sweep(pairsOfTwo, { subject, oracles: oracles.slice(-1) });
    expect(sweepStatus(result)).toBe(1);
    expect(result.findings.map(({ signature }) => signature)).toEqual([
      'subject: field compressed (false / true) in unallocated/compressed',
    ]);
    const { recipe } = parseCase(readFileSync(result.findings[0]!.stored.reduced, 'utf8'));
    expect(recipe.layers.map(({ cells }) => cellCount(cells))).toEqual([1, 1]);
    const found = parseCase(readFileSync(result.findings[0]!.stored.found, 'utf8'));
    expect(cellCount(found.recipe.layers[0]!.cells)).toBeLessThan(20);
    expect(result.findings[0]!.report).toContain('diverges, blame subject');
  });

  test('an error of the model is not blamed on the subject', async () => {
    const wrong: typeof predict = (...query) => {
      const prediction = predict(...query);
      if (prediction.kind !== 'extents') return prediction;
      return { ...prediction, extents: prediction.extents.map(extent => ({ ...extent, depth: 0 })) };
    };
    const result = await sweep(pairsOfTwo, { predict: wrong, oracles: oracles.slice(-1) });
    expect(result.findings.map(({ signature }) => signature)).toEqual([
      expect.stringMatching(/^model: field depth in /),
    ]);
    expect(sweepStatus(result)).toBe(3);
  });
});

describe('without a qemu-img', () => {
  test('the subject is compared with the model', async () => {
    const result = await sweep(pairsOfTwo, { oracles: [] });
    expect(result.tally).toMatchObject({ checks: 1, unjudged: 1 });
    expect(sweepStatus(result)).toBe(0);
  });

  test('a fault is still found', async () => {
    const subject = plantFault(text => text.replaceAll('"depth": 1', '"depth": 2'));
    const result = await sweep(pairsOfTwo, { subject, oracles: [] });
    expect(result.findings.map(({ signature }) => signature)).toEqual([
      expect.stringMatching(/^unknown: field depth in /),
    ]);
    expect(sweepStatus(result)).toBe(1);
  });
});

test('the result is the same for 1 and for 3 jobs, and so are the reports and their order', async () => {
  const triples = columnSweep({ layers: usualLayers(states, 1), window: 3, unit: 512 }, 100);
  const liars = (['dies once it is marked', 'tells the truth'] as const).map(lie =>
    writeLyingOracle(fresh.scratch.folder, lie),
  );
  const { oracles } = await findOracles(liars);
  writeFileSync(`${liars[0]}.marked`, '');
  const parties = { ...judgedByModel(inProcess), subject: inProcess, oracles };
  const sweptWith = async (jobs: number): Promise<unknown> => {
    const plan = { ...investigationOf(parties, fresh), parties };
    const whole = { ...plan, ...noSource, jobs };
    const crew = jobs === 1 ? openLocalCrew(whole) : await openWorkerCrew(whole, plainLabOf(whole)!);
    const reports: string[] = [];
    const follower = { progress: () => {}, found: ({ report }: Finding) => reports.push(report) };
    const result = await runSweep(plan, triples, jobs, follower, () => crew!);
    rmSync(fresh.findings, { recursive: true });
    const { chains, columns, covered, tally, interrupted } = result;
    const extents = result.oracles.map(({ extents }) => extents);
    const findings = result.findings.map(({ signature, checks, firstSeen }) => ({
      signature,
      checks,
      origin: firstSeen.origin,
    }));
    return { chains, columns, covered, tally, interrupted, extents, findings, reports };
  };
  const one = await sweptWith(1);
  expect(one).toMatchObject({ chains: 4, covered: 343, interrupted: false });
  expect((one as { reports: string[] }).reports.length).toBeGreaterThan(1);
  expect(await sweptWith(3)).toEqual(one);
});

test('a cancelled sweep ends early and proves nothing', async () => {
  const result = await sweep(pairsOfTwo, { cancel: AbortSignal.abort() });
  expect(result).toMatchObject({ interrupted: true, chains: 0, covered: 0 });
});

test('a sweep whose chains lack a window ends with 3', async () => {
  const lacking: ChainSweep = {
    ...pairsOfTwo,
    chains: () => [...pairsOfTwo.chains()].map(chain => ({ ...chain, columns: chain.columns.slice(0, -3) })),
  };
  const result = await sweep(lacking, { oracles: [] });
  expect(result.covered).toBeLessThan(result.possible);
  expect(sweepStatus(result)).toBe(3);
});
