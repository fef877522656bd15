import { expect, test } from 'vitest';
import { predict } from '../../../generators/model/predict.ts';
import { parseRows } from '../../../generators/recipe/picture/parse-rows.ts';
import { abortForTime } from '../../../src/harness/basics/time-up.ts';
import { findOracles } from '../../../src/harness/parties/oracle/find-oracles.ts';
import type { Oracle } from '../../../src/harness/parties/oracle/oracle.ts';
import { inProcess } from '../../../src/harness/parties/subject/in-process.ts';
import type { Subject } from '../../../src/harness/parties/subject/subject.ts';
import type { Check } from '../../../src/harness/verdict/check.ts';
import { checkQueries } from '../../../src/harness/verdict/check-queries.ts';
import type { Verdict } from '../../../src/harness/verdict/judge.ts';
import { writeLyingOracle } from '../../support/lying-oracle.ts';
import { testFolder } from '../../support/test-folder.ts';

const { recipe, queries } = parseRows(['top.qcow2 qcow2 64k |#|', 'map --output=json top.qcow2']);

/** A subject whose one answer was cut off, so many milliseconds after it was asked. */
const cutOff = (milliseconds: number): Subject => ({
  name: 'slow-map',
  options: [],
  takes: 'an image',
  answer: () => ({
    kind: 'outcome',
    outcome: { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0), end: { kind: 'cut', milliseconds } },
  }),
});

const folder = testFolder();

async function checksOf(
  { subject = inProcess, oracles = [] }: { subject?: Subject; oracles?: readonly Oracle[] },
  cancel: AbortSignal,
): Promise<Check[]> {
  const parties = { subject, predict, oracles, host: { holeGranularity: 4096n }, cancel };
  const checks: Check[] = [];
  for await (const check of checkQueries(parties, recipe, queries, folder.path)) checks.push(check);
  return checks;
}

async function verdictsOf(subject: Subject, end: (controller: AbortController) => void): Promise<Verdict[]> {
  const controller = new AbortController();
  end(controller);
  return (await checksOf({ subject }, controller.signal)).map(({ verdict }) => verdict);
}

test('a subject that has not answered when the time is up is named, with the time that it had', async () => {
  expect(await verdictsOf(cutOff(700), abortForTime)).toEqual([
    { kind: 'unanswered', program: 'slow-map', milliseconds: 700 },
  ]);
});

test('a signal cuts off every answer, and nothing is held against anybody', async () => {
  expect(await verdictsOf(cutOff(60_000), controller => controller.abort())).toEqual([]);
});

test('an oracle that has not answered when the time is up is named, with the time that it had', async () => {
  const { oracles } = await findOracles([writeLyingOracle(folder.path, 'hangs')]);
  const controller = new AbortController();
  setTimeout(() => abortForTime(controller), 300);
  const [check, ...others] = await checksOf({ oracles }, controller.signal);
  expect(others).toEqual([]);
  expect(check!.verdict).toEqual({
    kind: 'unanswered',
    program: expect.stringMatching(/^qemu-img .*-that-hangs$/),
    milliseconds: expect.any(Number),
  });
});
