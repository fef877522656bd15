import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScratch, type Scratch } from '../../../../src/harness/files/scratch.ts';
import { plainLabOf } from '../../../../src/harness/parties/plain-lab.ts';
import { inProcess } from '../../../../src/harness/parties/subject/in-process.ts';
import type { InProcess } from '../../../../src/harness/parties/subject/subject.ts';
import { goldenLines, goldenStatus } from '../../../../src/harness/report/golden/golden-lines.ts';
import { checkGoldens, type GoldenResult } from '../../../../src/harness/runs/golden/check-goldens.ts';
import { type GoldenCase, goldenCases } from '../../../../src/harness/runs/golden/golden-cases.ts';
import { noFindings, noSource } from '../../../../src/harness/runs/workers/crew/crew.ts';
import { openLocalCrew } from '../../../../src/harness/runs/workers/crew/local-crew.ts';
import { goldensOn } from '../../../../src/harness/runs/workers/crew/run-in-order.ts';
import { openWorkerCrew } from '../../../../src/harness/runs/workers/crew/worker-crew.ts';
import { judgedByModel } from '../../../support/investigation.ts';

let scratch: Scratch;
beforeAll(async () => {
  scratch = await openScratch();
});
afterAll(() => scratch.close());

/** Checks cases on as many workers as there are jobs, or on this thread for one job. */
async function checked(
  golden: readonly GoldenCase[],
  subject: InProcess,
  { jobs = 1, cancel = new AbortController().signal } = {},
): Promise<GoldenResult[]> {
  const plan = { parties: judgedByModel(subject), scratch, jobs, ...noSource, ...noFindings };
  const crew = jobs === 1 ? openLocalCrew(plan) : await openWorkerCrew(plan, plainLabOf(plan)!);
  return checkGoldens(golden, goldensOn(crew!), cancel).finally(() => crew!.close());
}

const cases = goldenCases().slice(0, 5);

/** Our implementation, which hangs in the fourth map. */
function hanging(): InProcess {
  let maps = 0;
  return {
    ...inProcess,
    answer: (query, folder, profile) => {
      const answer = inProcess.answer(query, folder, profile);
      if (++maps < 4 || answer.kind === 'unsupported') return answer;
      const end = { kind: 'thrown', error: 'no end within 10 s' } as const;
      return { kind: 'outcome', outcome: { ...answer.outcome, end } };
    },
  };
}

describe('golden cases', () => {
  test('match our map', async () => {
    const results = await checked(cases, inProcess);
    expect(goldenLines(results)).toEqual([
      expect.stringMatching(/^goldens: 5 cases, (\d+) of \1 recorded outcomes matched$/),
    ]);
  });

  test('have the same results for 1, 2 and 4 jobs', async () => {
    const some = goldenCases().slice(0, 24);
    const one = await checked(some, inProcess);
    expect(one).toHaveLength(24);
    for (const jobs of [2, 4]) expect(await checked(some, inProcess, { jobs })).toEqual(one);
  });

  test('are skipped and named once our map hangs', async () => {
    const results = await checked(cases, hanging());
    const [first, ...others] = cases.map(({ name }) => name);
    expect(goldenLines(results).slice(0, 3)).toEqual([
      'goldens: 5 cases, 3 of 4 recorded outcomes matched',
      `  skipped 4 cases: not checked, because our map hangs on ${first}: ${others.join(', ')}`,
      expect.stringMatching(new RegExp(`^ {2}${first}, as qemu-img 6\\.2\\.0:`)),
    ]);
    expect(goldenStatus(results)).toBe(1);
  });

  test('are not checked after a signal', async () => {
    expect(await checked(cases, inProcess, { cancel: AbortSignal.abort() })).toEqual([]);
  });
});
