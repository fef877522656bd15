import { cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { goldenFolder } from '../../../../src/harness/runs/golden/golden-cases.ts';
import { goldenFaults, requireSoundGoldens } from '../../../../src/harness/runs/golden/golden-faults.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = join(testFolder().path, 'golden');
const cases = join(folder, 'cases');

beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(cases, { recursive: true });
  for (const name of ['001-unallocated', '002-zero-plain'])
    for (const end of ['case', 'out'])
      cpSync(join(goldenFolder, 'cases', `${name}.${end}`), join(cases, `${name}.${end}`));
});

describe('goldenFaults', () => {
  test('a sound folder has no faults', () => {
    expect(goldenFaults(folder)).toEqual([]);
  });

  test.each([
    [
      'a case without a record',
      () => rmSync(join(cases, '002-zero-plain.out')),
      '002-zero-plain.out is missing: npm run golden -- record',
    ],
    [
      'a record without a case',
      () => rmSync(join(cases, '002-zero-plain.case')),
      'cases/002-zero-plain.out: nothing refers to it; remove it',
    ],
    [
      'half a write',
      () => writeFileSync(join(cases, '003-x.case.part'), ''),
      'cases/003-x.case.part: nothing refers to it; remove it',
    ],
    [
      'a stray file',
      () => writeFileSync(join(folder, 'notes.md'), ''),
      'notes.md: nothing refers to it; remove it',
    ],
    [
      'a case without a note',
      () => writeFileSync(join(cases, '002-zero-plain.case'), 'top.qcow2 qcow2 64k |.|\nmap top.qcow2\n'),
      '002-zero-plain.case: no note says why it exists',
    ],
    [
      'a missing number',
      () => {
        for (const end of ['case', 'out'])
          renameSync(join(cases, `002-zero-plain.${end}`), join(cases, `zero-plain.${end}`));
      },
      'zero-plain.case: its name must begin with a number like 007-',
    ],
    [
      'a number that two have',
      () => {
        for (const end of ['case', 'out'])
          renameSync(join(cases, `002-zero-plain.${end}`), join(cases, `001-zero-plain.${end}`));
      },
      expect.stringMatching(/^001-zero-plain\.case: its number is that of 001-/),
    ],
  ])('%s is a fault', (_what, spoil, fault) => {
    spoil();
    expect(goldenFaults(folder)).toEqual([fault]);
  });

  test('a case without a record may be recorded; no other fault is allowed', () => {
    rmSync(join(cases, '002-zero-plain.out'));
    requireSoundGoldens(folder);
    writeFileSync(join(cases, 'stray'), '');
    expect(() => requireSoundGoldens(folder)).toThrow('cases/stray: nothing refers to it; remove it');
  });
});
