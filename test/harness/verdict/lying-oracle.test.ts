import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { predict } from '../../../generators/model/predict.ts';
import { writeRecipe } from '../../../generators/write/write-recipe.ts';
import { openScratch, type Scratch } from '../../../src/harness/files/scratch.ts';
import { findOracles } from '../../../src/harness/parties/oracle/find-oracles.ts';
import type { Parties, Predict } from '../../../src/harness/parties/parties.ts';
import { inProcess } from '../../../src/harness/parties/subject/in-process.ts';
import { checkQueries } from '../../../src/harness/verdict/check-queries.ts';
import { exitStatusOf } from '../../../src/harness/verdict/exit-status.ts';
import type { Verdict } from '../../../src/harness/verdict/judge.ts';
import { type Lie, lyingOracleCase, writeLyingOracle } from '../../support/lying-oracle.ts';

const { recipe, queries } = lyingOracleCase.value;

let scratch: Scratch;
beforeAll(async () => {
  scratch = await openScratch();
});
afterAll(() => scratch.close());

async function verdictOn(
  lie: Lie,
  prediction: Predict = predict,
  runOraclesIf?: Parties['runOraclesIf'],
): Promise<Verdict> {
  const folder = scratch.caseFolder();
  const { oracles } = await findOracles([writeLyingOracle(folder.path, lie)]);
  writeRecipe(recipe, folder.path);
  const limits = { milliseconds: lie === 'hangs' ? 1_000 : 20_000, bytes: 4 << 20 };
  const parties = {
    subject: inProcess,
    predict: prediction,
    oracles,
    host: { holeGranularity: 4096n },
    limits,
    ...(runOraclesIf === undefined ? {} : { runOraclesIf }),
  };
  for await (const check of checkQueries(parties, recipe, queries, folder.path)) return check.verdict;
  throw new Error('no check took place');
}

describe('an oracle runs', () => {
  const wrong: Predict = () => ({ kind: 'extents', output: 'json', extents: [], stopsAtUnmappable: false });
  const silent: Predict = () => ({ kind: 'abstains', reason: 'damage' });
  // This oracle dies, so that a crash shows that it ran.
  const [runs, doesNotRun] = ['crash', 'unjudged'];

  test.each([
    ['not if they must differ and agree', 'subject and model differ', predict, doesNotRun],
    ['if they must differ and differ', 'subject and model differ', wrong, runs],
    ['not if they must agree and differ', 'subject and model agree', wrong, doesNotRun],
    ['if they must agree and agree', 'subject and model agree', predict, runs],
    ['if they must agree and the model abstains', 'subject and model agree', silent, runs],
  ] as const)('%s', async (_title, condition, prediction, kind) => {
    expect(await verdictOn('dies', prediction, condition)).toMatchObject({ kind });
  });
});

describe('a lying oracle', () => {
  test('that tells the truth matches', async () => {
    expect(await verdictOn('tells the truth')).toEqual({ kind: 'match', modelled: true });
  });

  test.each<[Lie, object]>([
    ['flips one field', { kind: 'field', field: 'depth', at: 0n }],
    ['drops an extent', { kind: 'coverage', at: 65536n }],
    ['moves a border', { kind: 'field', field: 'depth', at: 65536n }],
    ['changes a space', { kind: 'text' }],
    ['warns', { kind: 'stderr', left: '', right: 'qemu-img: warning: the moon is full\n' }],
  ])('that %s diverges', async (lie, difference) => {
    const verdict = await verdictOn(lie);
    expect(verdict).toMatchObject({ kind: 'divergence', difference });
    expect(exitStatusOf(verdict)).toBe(1);
  });

  test('that alone differs from model and subject makes the blame disputed', async () => {
    expect(await verdictOn('flips one field')).toMatchObject({ blame: 'disputed' });
  });

  test('that dies, twice, is a crash of qemu', async () => {
    const verdict = await verdictOn('dies');
    expect(verdict).toEqual({ kind: 'crash', signal: 'SIGABRT' });
    expect(exitStatusOf(verdict)).toBe(1);
  });

  test.each<[Lie, string]>([
    ['hangs', 'hung'],
    ['is killed', 'killed'],
    ['floods', 'flooded'],
    ['prints rubbish', 'rubbish'],
    ['prints help', 'rubbish'],
    ['prints nothing', 'rubbish'],
    ['fails without a word', 'rubbish'],
    ['changes its mind', 'unsteady'],
  ])('that %s is an oracle error', async (lie, kind) => {
    const verdict = await verdictOn(lie);
    expect(verdict).toMatchObject({ kind: 'oracle-error', error: { kind } });
    expect(exitStatusOf(verdict)).toBe(3);
  });
});

describe('a broken model', () => {
  test('is a harness error, since subject and oracle agree', async () => {
    const broken: Predict = (...given) => {
      const prediction = predict(...given);
      if (prediction.kind !== 'extents') return prediction;
      return { ...prediction, extents: prediction.extents.map(extent => ({ ...extent, depth: 7 })) };
    };
    const verdict = await verdictOn('tells the truth', broken);
    expect(verdict).toMatchObject({ kind: 'model-error', difference: { kind: 'field', field: 'depth' } });
    expect(exitStatusOf(verdict)).toBe(3);
  });
});
