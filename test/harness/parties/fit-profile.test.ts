import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScratch, type Scratch } from '../../../src/harness/files/scratch.ts';
import { fitProfile } from '../../../src/harness/parties/fit-profile.ts';
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

  test.skipIf(oracle === undefined)('behaves as its version', async () => {
    expect(await fitProfile(oracle!, scratch)).toEqual({ kind: 'as its version' });
  });

  test.skipIf(oracle === undefined)(
    'that prints another version is recognised by its behaviour',
    async () => {
      const pretended = version === '5.2' ? '9.2' : '5.2';
      const fit = await fitProfile({ ...oracle!, profile: profileOf(pretended) }, scratch);
      expect(fit).toMatchObject({ kind: 'as another', profile: { version: oracle!.profile.version } });
    },
  );
});

test('a program that behaves like no known version is reported as such', async () => {
  const folder = scratch.caseFolder();
  const { oracles: lying } = await findOracles([writeLyingOracle(folder.path, 'flips one field')]);
  expect(await fitProfile(lying[0]!, scratch)).toEqual({ kind: 'as none known' });
});
