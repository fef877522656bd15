import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { predict } from '../../../../generators/model/predict.ts';
import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';
import { openScratch, type Scratch } from '../../../../src/harness/files/scratch.ts';
import { findOracles } from '../../../../src/harness/parties/oracle/find-oracles.ts';
import type { Oracle } from '../../../../src/harness/parties/oracle/oracle.ts';
import { plainLabOf } from '../../../../src/harness/parties/plain-lab.ts';
import { inProcess } from '../../../../src/harness/parties/subject/in-process.ts';
import { huntLines, huntStatus } from '../../../../src/harness/report/hunt-lines.ts';
import { goldenCases } from '../../../../src/harness/runs/golden/golden-cases.ts';
import { type Hunt, hunt } from '../../../../src/harness/runs/hunt/hunt.ts';
import type { NamedCase } from '../../../../src/harness/runs/named-case.ts';
import { noFindings, noSource } from '../../../../src/harness/runs/workers/crew/crew.ts';
import { openLocalCrew } from '../../../../src/harness/runs/workers/crew/local-crew.ts';
import { comparisonsOn } from '../../../../src/harness/runs/workers/crew/run-in-order.ts';
import { openWorkerCrew } from '../../../../src/harness/runs/workers/crew/worker-crew.ts';
import { recorded } from '../../../../src/map/profile/profile.ts';
import { type Lie, lyingOracleCase, writeLyingOracle } from '../../../support/lying-oracle.ts';

let scratch: Scratch;
beforeAll(async () => {
  scratch = await openScratch();
});
afterAll(() => scratch.close());

/** A hunt on as many workers as there are jobs, or on this thread for one job. */
async function huntAmong(oracles: readonly Oracle[], cases: readonly NamedCase[], jobs = 1): Promise<Hunt> {
  const parties = { subject: inProcess, predict, oracles, host: { holeGranularity: 4096n } };
  const plan = { parties, scratch, jobs, ...noSource, ...noFindings };
  const crew = jobs === 1 ? openLocalCrew(plan) : await openWorkerCrew(plan, plainLabOf(plan)!);
  return hunt(comparisonsOn(crew!), cases, () => {}).finally(() => crew!.close());
}

async function liars(...lies: readonly Lie[]): Promise<readonly Oracle[]> {
  const folder = scratch.caseFolder();
  return (await findOracles(lies.map(lie => writeLyingOracle(folder.path, lie)))).oracles;
}

describe('a hunt among programs of the same version', () => {
  test('finds no change between equal answers', async () => {
    const result = await huntAmong(await liars('tells the truth', 'tells the truth'), [lyingOracleCase]);
    expect(result).toMatchObject({ cases: 1, queries: 1, unanimous: 1, changes: [] });
    expect(huntStatus(result)).toBe(0);
  });

  test('counts a different answer as an unknown change, and the way back too', async () => {
    const result = await huntAmong(await liars('tells the truth', 'flips one field', 'tells the truth'), [
      lyingOracleCase,
    ]);
    expect(result.changes.map(({ reason }) => reason)).toEqual([
      { kind: 'unknown', difference: 'field depth' },
      { kind: 'unknown', difference: 'field depth' },
    ]);
    expect(result.changes[0]!.example.groups.map(group => group.length)).toEqual([2, 1]);
    expect(huntStatus(result)).toBe(1);
    expect(huntLines(result).at(-1)).toBe('verdict: 0 known changes, 2 unknown');
  });

  test('ends with 3 if a program fails', async () => {
    const result = await huntAmong(await liars('tells the truth', 'prints rubbish'), [lyingOracleCase]);
    expect(result).toMatchObject({ failed: true, changes: [] });
    expect(huntStatus(result)).toBe(3);
  });
});

const { oracles } = await findOracles();
const fetched = Object.keys(recorded).flatMap(name => oracles.find(oracle => oracle.name === name) ?? []);

test.skipIf(fetched.length < Object.keys(recorded).length)(
  'each change among the real versions is known, with the first version that has it',
  async () => {
    const value = parseRows(['####', '.0zc']);
    const result = await huntAmong(fetched, [{ name: 'one chain', value }]);
    const known = result.changes.map(({ first, reason }) => [first, reason.kind === 'known' && reason.why]);
    expect(known).toEqual([
      ['7.2', 'map reports since 6.1 whether any layer allocates a range (present)'],
      ['10.0', 'map reports compressed clusters since 8.2'],
    ]);
    expect(huntStatus(result)).toBe(0);
  },
);

test.skipIf(fetched.length < Object.keys(recorded).length)(
  'a hunt is the same for 1, 2 and 4 jobs',
  async () => {
    const cases = goldenCases().slice(0, 12);
    const one = await huntAmong(fetched, cases);
    expect(one.cases).toBe(12);
    expect(one.changes.length).toBeGreaterThan(1);
    for (const jobs of [2, 4]) expect(await huntAmong(fetched, cases, jobs)).toEqual(one);
  },
);
