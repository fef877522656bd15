import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScratch, type Scratch } from '../../../src/harness/files/scratch.ts';
import { fitProfile, probes } from '../../../src/harness/parties/fit-profile.ts';
import { findOracles } from '../../../src/harness/parties/oracle/find-oracles.ts';
import { profileOf, recorded } from '../../../src/map/profile/profile.ts';
import { writeLyingOracle } from '../../support/lying-oracle.ts';

const { oracles } = await findOracles();

let scratch: Scratch;
beforeAll(async () => {
  scratch = await openScratch();
});
afterAll(() => scratch.close());

describe.each(Object.keys(recorded))('a real qemu-img %s', version => {
  const oracle = oracles.find(({ name }) => name === version);

  test.skipIf(oracle === undefined)('behaves as its version, by all probes', async () => {
    const fit = await fitProfile(oracle!, scratch);
    expect(fit).toEqual({ kind: 'as its version', profile: oracle!.profile, by: probes });
  });

  test.skipIf(oracle === undefined)(
    'that reports another version is compared with what it does',
    async () => {
      const { profile } = oracle!;
      const reported = version === '5.2' ? '9.2' : '5.2';
      const fit = await fitProfile({ ...oracle!, profile: profileOf(reported) }, scratch);
      expect(fit.kind).toBe('as another');
      expect(fit.profile.version.split('.').slice(0, 2)).toEqual(profile.version.split('.').slice(0, 2));
      expect(fit.by).toContainEqual(['--output=json', 'top.qcow2']);
    },
  );
});

test('a program that behaves like no known version is reported as such', async () => {
  const folder = scratch.caseFolder();
  const { oracles: lying } = await findOracles([writeLyingOracle(folder.path, 'flips one field')]);
  expect(await fitProfile(lying[0]!, scratch)).toMatchObject({ kind: 'as none known' });
});

test('a program without an answer keeps the profile of its version', async () => {
  const folder = scratch.caseFolder();
  const { oracles: lying } = await findOracles([writeLyingOracle(folder.path, 'prints rubbish')]);
  expect(await fitProfile(lying[0]!, scratch)).toEqual({
    kind: 'without an answer',
    profile: lying[0]!.profile,
    by: [probes[0]],
  });
});
