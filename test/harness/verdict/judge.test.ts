import { describe, expect, test } from 'vitest';
import type { ModelExtent, Prediction } from '../../../generators/model/predict.ts';
import type { End, Outcome } from '../../../src/harness/answers/outcome.ts';
import type { SubjectAnswer } from '../../../src/harness/parties/subject/subject.ts';
import { exitStatusOf } from '../../../src/harness/verdict/exit-status.ts';
import { judge, judgeWithoutOracle } from '../../../src/harness/verdict/judge.ts';

const base = { start: 0n, length: 512n, present: true, zero: false, data: true, compressed: false };

function outcome(depth: number, end: End = { kind: 'exit', status: 0 }): Outcome {
  const entry = `{ "start": 0, "length": 512, "depth": ${depth}, "present": true, "zero": false, "data": true, "compressed": false}`;
  return { stdout: Buffer.from(`[${entry}]\n`), stderr: Buffer.alloc(0), end };
}

function answers(depth: number): SubjectAnswer {
  return { kind: 'outcome', outcome: outcome(depth) };
}

function model(depth: number): Prediction {
  const extents: ModelExtent[] = [{ ...base, depth }];
  return { kind: 'extents', output: 'json', extents, stopsAtUnmappable: false };
}

const abstains: Prediction = { kind: 'abstains', reason: 'damage' };
const refuses: Prediction = { kind: 'refusal' };
const fails: Prediction = { kind: 'failure' };
const failed = outcome(0, { kind: 'exit', status: 1 });
const refused = { ...failed, stdout: Buffer.alloc(0) };
const failsLate: SubjectAnswer = { kind: 'outcome', outcome: failed };
const crashed = outcome(0, { kind: 'signal', signal: 'SIGABRT' });
const threw: SubjectAnswer = {
  kind: 'outcome',
  outcome: outcome(0, { kind: 'thrown', error: 'TypeError: x' }),
};

describe('judge', () => {
  test.each([
    ['M = S = O', model(1), answers(1), outcome(1), { kind: 'match', modelled: true }, 0],
    ['M = O, S differs', model(1), answers(2), outcome(1), { kind: 'divergence', blame: 'subject' }, 1],
    ['M = S, O differs', model(1), answers(1), outcome(2), { kind: 'divergence', blame: 'disputed' }, 1],
    ['S = O, M differs', model(2), answers(1), outcome(1), { kind: 'model-error' }, 3],
    ['all differ', model(1), answers(2), outcome(3), { kind: 'divergence', blame: 'unknown' }, 1],
    [
      'M abstains, S = O',
      abstains,
      answers(1),
      outcome(1),
      { kind: 'match', modelled: false, reason: 'damage' },
      0,
    ],
    [
      'all refuse',
      refuses,
      { kind: 'outcome', outcome: refused },
      refused,
      { kind: 'match', modelled: true },
      0,
    ],
    ['M and O refuse, S maps', refuses, answers(1), refused, { kind: 'divergence', blame: 'subject' }, 1],
    ['M refuses, S = O', refuses, answers(1), outcome(1), { kind: 'model-error' }, 3],
    ['all fail on the way', fails, failsLate, failed, { kind: 'match', modelled: true }, 0],
    ['M fails, S = O', fails, answers(1), outcome(1), { kind: 'model-error' }, 3],
    ['M refuses, S = O fail on the way', refuses, failsLate, failed, { kind: 'model-error' }, 3],
    ['M abstains, S differs', abstains, answers(2), outcome(1), { kind: 'divergence', blame: 'subject' }, 1],
    ['O dies', model(0), answers(0), crashed, { kind: 'crash', signal: 'SIGABRT' }, 1],
    ['O dies and S throws', model(0), threw, crashed, { kind: 'divergence', blame: 'subject' }, 1],
    ['S throws', model(0), threw, outcome(0), { kind: 'divergence', blame: 'subject' }, 1],
  ] as const)('%s', (_relation, prediction, subject, oracle, verdict, status) => {
    const judged = judge(prediction, subject, oracle);
    expect(judged).toMatchObject(verdict);
    expect(exitStatusOf(judged)).toBe(status);
  });

  test('a query that the subject refuses by name is skipped', () => {
    const refusal: SubjectAnswer = { kind: 'unsupported', reason: 'vmdk' };
    expect(judge(model(0), refusal, outcome(0))).toEqual({ kind: 'skipped', reason: 'vmdk' });
  });

  test('a crash counts even if the subject refuses the query by name', () => {
    const refusal: SubjectAnswer = { kind: 'unsupported', reason: 'vmdk' };
    expect(judge(model(0), refusal, crashed)).toEqual({ kind: 'crash', signal: 'SIGABRT' });
  });

  test('a crash is identified by the assertion on stderr', () => {
    const stderr = Buffer.from(
      "qemu-img: ../block/io.c:2553: bdrv_co_do_block_status: Assertion `*pnum && 'x'' failed.\n",
    );
    const judged = judge(model(0), answers(0), { ...crashed, stderr });
    expect(judged).toEqual({ kind: 'crash', signal: 'SIGABRT', assertion: "*pnum && 'x'" });
  });
});

describe('judgeWithoutOracle', () => {
  test.each([
    ['M = S', model(1), answers(1), { kind: 'unjudged' }, 0],
    ['M and S differ', model(1), answers(2), { kind: 'divergence', blame: 'unknown' }, 1],
    ['M abstains', abstains, answers(1), { kind: 'unjudged' }, 0],
  ] as const)('%s', (_relation, prediction, subject, verdict, status) => {
    const judged = judgeWithoutOracle(prediction, subject);
    expect(judged).toMatchObject(verdict);
    expect(exitStatusOf(judged)).toBe(status);
  });
});
