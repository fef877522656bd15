import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScratch, type Scratch } from '../../../../src/harness/files/scratch.ts';
import { summaryLines } from '../../../../src/harness/report/campaign/summary.ts';
import { runCampaign } from '../../../../src/harness/runs/campaign/run-campaign.ts';
import { mergeResults } from '../../../../src/harness/runs/result/merge-results.ts';
import { type Result, resultOf, resultStatus } from '../../../../src/harness/runs/result/result.ts';
import { readResult, resultFormat, writeResult } from '../../../../src/harness/runs/result/result-file.ts';
import { investigationOf, judgedByModel } from '../../../support/investigation.ts';
import { plantFault } from '../../../support/planted-fault.ts';

let scratch: Scratch;
let folder: string;
beforeAll(async () => {
  scratch = await openScratch();
  folder = mkdtempSync(join(tmpdir(), 'merge-test-'));
});
afterAll(() => {
  scratch.close();
  rmSync(folder, { recursive: true, force: true });
});

let whole: Result;
beforeAll(async () => {
  whole = await shardResult(0, 1);
});

const subject = plantFault(text => text.replaceAll('"depth": 1', '"depth": 2'));

/** One shard of a campaign of 24 cases on a faulty subject, through its file. */
async function shardResult(index: number, count: number): Promise<Result> {
  const plan = {
    ...investigationOf(judgedByModel(subject), { scratch, findings: folder }),
    seed: 1,
    shard: { index, count },
    features: ['json'] as const,
    cases: 24,
    jobs: 1,
  };
  const campaign = await runCampaign(plan, {
    progress: () => {},
    found: () => {},
  });
  const path = join(folder, `${index}-${count}.json`);
  writeResult(path, resultOf(campaign, plan, { preliminaries: [], found: { oracles: [], lost: [] } }));
  return readResult(path);
}

describe('mergeResults', () => {
  test('gives the result of the whole campaign for all its shards', async () => {
    const merged = mergeResults([await shardResult(0, 3), await shardResult(1, 3), await shardResult(2, 3)]);
    expect(merged.tally).toEqual(whole.tally);
    expect(merged.coverage).toEqual(whole.coverage);
    expect(merged.coverage.pairs.some(byte => byte > 0)).toBe(true);
    expect(merged.tally.divergences).toBeGreaterThan(0);
    expect(new Set(merged.findings.map(({ signature }) => signature))).toEqual(
      new Set(whole.findings.map(({ signature }) => signature)),
    );
    expect(resultStatus(merged, undefined)).toBe(1);
    expect(summaryLines(merged)[0]).toMatch(/^seed 1, json, cases 0 to 23, all 3 shards: /);
    expect(summaryLines(whole)[0]).toMatch(/^seed 1, json, cases 0 to 23: /);
  });

  test('adds the errors of qemu-imgs, and keeps the first case of each', () => {
    const failing = (index: number, times: number): Result => {
      const example = { origin: `seed 1, json, case ${index}`, at: index, case: '' };
      const oracleErrors = new Map([['7.2 hung: no end within 1 s', { times, oracle: '7.2', example }]]);
      return { ...whole, shards: [{ index, count: 2 }], tally: { ...whole.tally, oracleErrors } };
    };
    const [first, second] = [failing(0, 2), failing(1, 3)];
    for (const shards of [
      [first, second],
      [second, first],
    ])
      expect(mergeResults(shards).tally.oracleErrors).toEqual(failing(0, 5).tally.oracleErrors);
  });

  test('refuses a missing shard, a duplicate shard, and shards of different campaigns', () => {
    const half = (index: number): Result => ({ ...whole, shards: [{ index, count: 2 }] });
    const [first, second] = [half(0), half(1)];
    expect(() => mergeResults([first])).toThrow('shard 2/2 is missing');
    expect(() => mergeResults([first, second, second])).toThrow('a shard is there twice: 2/2');
    expect(() => mergeResults([first, first])).toThrow('a shard is there twice');
    expect(() => mergeResults([first, { ...second, seed: 2 }])).toThrow('different seeds: shard 2/2 differs');
    expect(() => mergeResults([first, { ...second, features: ['zstd'] }])).toThrow('different features');
    expect(() =>
      mergeResults([first, { ...second, oracles: [{ name: '5.2', banner: 'x', path: 'y' }] }]),
    ).toThrow('different oracles');
    expect(() => mergeResults([whole, second])).toThrow('different divisions');
  });

  test('takes one result after the other', () => {
    let read = 0;
    const results = function* (): Iterable<Result> {
      for (; read < 3; read++) yield { ...whole, seed: read, shards: [{ index: read, count: 3 }] };
    };
    expect(() => mergeResults(results())).toThrow('different seeds: shard 2/3 differs');
    expect(read).toBe(1);
  });
});

describe('resultStatus', () => {
  test('is 3 if less is covered than required, unless there is a divergence', () => {
    const sound: Result = {
      ...whole,
      findings: [],
      tally: { ...whole.tally, divergences: 0, exitStatus: 0 },
    };
    expect(resultStatus(sound, undefined)).toBe(0);
    expect(resultStatus(sound, 1)).toBe(0);
    expect(resultStatus(sound, 99)).toBe(3);
    expect(resultStatus(whole, 99)).toBe(1);
    expect(summaryLines(sound, { requiredCoverage: 99 }).at(-1)).toMatch(
      /^verdict: no divergence, but too little was covered: \d+\.\d % of the pairs are covered, 99 % are required$/,
    );
  });
});

describe('readResult', () => {
  test('refuses a coverage of other items', () => {
    const text = readFileSync(join(folder, '0-1.json'), 'utf8');
    writeFileSync(join(folder, 'other.json'), text.replace('"feature zstd"', '"feature lz4"'));
    expect(() => readResult(join(folder, 'other.json'))).toThrow('coverage is of another version');
  });

  test.each([
    ['does not exist', undefined],
    ['is not JSON', 'verdict: parity'],
    ['has another format', '{"format":"other"}'],
    ['lacks keys', `{"format":"${resultFormat}"}`],
  ])('refuses a file that %s', (_what, text) => {
    const path = join(folder, 'bad.json');
    rmSync(path, { force: true });
    if (text !== undefined) writeFileSync(path, text);
    expect(() => readResult(path)).toThrow(expect.objectContaining({ code: 'bad-file' }));
  });
});
