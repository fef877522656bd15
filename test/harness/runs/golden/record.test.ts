import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openScratch, type Scratch } from '../../../../src/harness/files/scratch.ts';
import { findOracles } from '../../../../src/harness/parties/oracle/find-oracles.ts';
import type { Oracle } from '../../../../src/harness/parties/oracle/oracle.ts';
import { addGolden } from '../../../../src/harness/runs/golden/add-golden.ts';
import { goldenCases } from '../../../../src/harness/runs/golden/golden-cases.ts';
import { recordGolden } from '../../../../src/harness/runs/golden/record.ts';
import { profileOf } from '../../../../src/map/profile/profile.ts';
import { type Lie, lyingOracleCase, writeLyingOracle } from '../../../support/lying-oracle.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
let scratch: Scratch;
beforeAll(async () => {
  scratch = await openScratch();
});
afterAll(() => scratch.close());

const versions = ['5.2', '7.2', '10.0', '11.1'];

/** One liar in the place of all four versions. */
async function liars(lie: Lie): Promise<Oracle[]> {
  const { oracles } = await findOracles([writeLyingOracle(folder.path, lie)]);
  return versions.map(name => ({ ...oracles[0]!, profile: profileOf(name) }));
}

async function recordedFrom(lie: Lie, cancel?: AbortSignal): Promise<string | undefined> {
  const all = await liars(lie);
  const golden = { ...lyingOracleCase, recorded: join(folder.path, 'none.out') };
  return (await recordGolden(golden, all, scratch, cancel))?.text;
}

test('a record holds the outcomes of all versions, and a crash is refused', async () => {
  expect(await recordedFrom('tells the truth')).toContain('-- 5.2 7.2 10.0 11.1');
  await expect(recordedFrom('dies')).rejects.toThrow(/qemu-img-that-dies crashes$/);
});

test('a signal ends the program that is asked: there is no record', async () => {
  const began = performance.now();
  expect(await recordedFrom('hangs', AbortSignal.timeout(100))).toBeUndefined();
  expect(performance.now() - began).toBeLessThan(10_000);
});

test('a signal ends the program that is asked: no golden is added', async () => {
  const began = performance.now();
  const cancel = AbortSignal.timeout(100);
  const { value } = lyingOracleCase;
  const twice = { ...value, queries: [...value.queries, ...value.queries] };
  const all = (await liars('hangs')).map((liar, index) => ({ ...liar, name: versions[index]! }));
  const added = addGolden(twice, { note: 'never there' }, all, scratch, cancel);
  expect(await added).toBeUndefined();
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(goldenCases().filter(({ name }) => name.endsWith('never-there'))).toEqual([]);
});
