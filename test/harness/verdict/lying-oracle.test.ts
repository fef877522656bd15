import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { predict } from '../../../generators/model/predict.ts';
import { writeRecipe } from '../../../generators/write/write-recipe.ts';
import { openScratch, type Scratch } from '../../../src/harness/files/scratch.ts';
import { findOracles } from '../../../src/harness/parties/oracle/find-oracles.ts';
import type { Parties, Predict } from '../../../src/harness/parties/parties.ts';
import { inProcess } from '../../../src/harness/parties/subject/in-process.ts';
import { checkQueries } from '../../../src/harness/verdict/check.ts';
import { exitStatusOf } from '../../../src/harness/verdict/exit-status.ts';
import type { Verdict } from '../../../src/harness/verdict/judge.ts';
import { type Lie, liarsCase, writeLiar } from '../../support/liar.ts';

const { recipe, queries } = liarsCase.value;

let scratch: Scratch;
beforeAll(async () => {
  scratch = await openScratch();
});
afterAll(() => scratch.close());

async function verdictOn(
  lie: Lie,
  predictIt: Predict = predict,
  runOraclesIf?: Parties['runOraclesIf'],
): Promise<Verdict> {
  const folder = scratch.caseFolder();
  const { oracles } = await findOracles([writeLiar(folder.path, lie)]);
  writeRecipe(recipe, folder.path);
  const limits = { milliseconds: lie === 'hangs' ? 1_000 : 20_000, bytes: 4 << 20 };
  const parties = {
    subject: inProcess,
    predict: predictIt,
    oracles,
    host: { holeGranularity: 4096n },
    limits,
    ...(runOraclesIf === undefined ? {} : { runOraclesIf }),
  };
  for await (const check of checkQueries(parties, recipe, queries, folder.path)) return check.verdict;
  throw new Error('no check took place');
}

describe('an oracle that is asked', () => {
  const wrong: Predict = () => ({ kind: 'extents', output: 'json', extents: [], stopsAtUnmappable: false });
  const silent: Predict = () => ({ kind: 'abstains', reason: 'damage' });
  // That it died tells that it was asked.
  const [asked, left] = ['crash', 'unjudged'];

  test.each([
    ['where subject and model differ', 'subject and model differ', predict, left],
    ['where subject and model differ, as they do', 'subject and model differ', wrong, asked],
    ['where they agree', 'subject and model agree', wrong, left],
    ['where they agree, as they do', 'subject and model agree', predict, asked],
    ['where they agree, and the model abstains', 'subject and model agree', silent, asked],
  ] as const)('only %s', async (_what, where, predictIt, kind) => {
    expect(await verdictOn('dies', predictIt, where)).toMatchObject({ kind });
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

  test('that stands alone against model and subject is disputed', async () => {
    expect(await verdictOn('flips one field')).toMatchObject({ blame: 'disputed' });
  });

  test('that dies, twice, is a crash of qemu', async () => {
    const verdict = await verdictOn('dies');
    expect(verdict).toEqual({ kind: 'crash', signal: 'SIGABRT' });
    expect(exitStatusOf(verdict)).toBe(0);
  });

  test.each<[Lie, string]>([
    ['hangs', 'hung'],
    ['is killed', 'killed'],
    ['floods', 'flooded'],
    ['prints rubbish', 'rubbish'],
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
