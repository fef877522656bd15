import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScratch, type Scratch } from '../../../../src/harness/files/scratch.ts';
import { inProcess } from '../../../../src/harness/parties/subject/in-process.ts';
import type { InProcess } from '../../../../src/harness/parties/subject/subject.ts';
import { goldenLines, goldenStatus } from '../../../../src/harness/report/golden-lines.ts';
import { checkGoldens } from '../../../../src/harness/runs/golden/check-goldens.ts';
import { goldenCases } from '../../../../src/harness/runs/golden/golden-cases.ts';

let scratch: Scratch;
beforeAll(async () => {
  scratch = await openScratch();
});
afterAll(() => scratch.close());

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
    const results = await checkGoldens(cases, inProcess, scratch, new AbortController().signal);
    expect(goldenLines(results)).toEqual([
      expect.stringMatching(/^goldens: 5 cases, (\d+) of \1 recorded outcomes matched$/),
    ]);
  });

  test('are skipped and named once our map hangs', async () => {
    const results = await checkGoldens(cases, hanging(), scratch, new AbortController().signal);
    const [first, ...others] = cases.map(({ name }) => name);
    expect(goldenLines(results).slice(0, 3)).toEqual([
      'goldens: 5 cases, 3 of 4 recorded outcomes matched',
      `  skipped 4 cases: not checked, because our map hangs on ${first}: ${others.join(', ')}`,
      expect.stringMatching(new RegExp(`^ {2}${first}, as qemu-img 6\\.2\\.0:`)),
    ]);
    expect(goldenStatus(results)).toBe(1);
  });

  test('are not checked after a signal', async () => {
    const signal = AbortSignal.abort();
    expect(await checkGoldens(cases, inProcess, scratch, signal)).toEqual([]);
  });
});
