import { expect, test } from 'vitest';
import { type Fit, probes } from '../../../src/harness/parties/fit-profile.ts';
import type { Oracle } from '../../../src/harness/parties/oracle/oracle.ts';
import { fitLine, profileLine } from '../../../src/harness/report/oracle-lines.ts';
import { profileOf } from '../../../src/map/profile/profile.ts';

const oracle: Oracle = {
  name: 'build/qemu-img',
  banner: 'qemu-img version 6.0.50 (v6.0.0-2400-g0123456789)',
  profile: profileOf('6.0.50'),
  program: { file: 'build/qemu-img', leading: [] },
  nbd: { kind: 'incomplete', reason: 'none' },
};

test('a program that behaves as another version is named for what it does, with the queries that decided', () => {
  const fit: Fit = { kind: 'as another', profile: profileOf('6.1.0'), by: probes.slice(0, 1) };
  const line =
    'build/qemu-img reports version 6.0.50 but behaves as 6.1.0: it is compared with that profile, because of: ' +
    'map --output=json top.qcow2';
  expect(fitLine(oracle, fit)).toBe(line);
  expect(profileLine(oracle, fit)).toBe(line);
});

test('a program that behaves as its version needs no line but in doctor', () => {
  const fit: Fit = { kind: 'as its version', profile: oracle.profile, by: probes };
  expect(fitLine(oracle, fit)).toBeUndefined();
  expect(profileLine(oracle, fit)).toBe('build/qemu-img 6.0.50, by its answers to 12 of 12 probes');
});

test('of many queries the first four are named', () => {
  const fit: Fit = { kind: 'as none known', profile: oracle.profile, by: probes };
  expect(fitLine(oracle, fit)).toMatch(/top\.qcow2; and 8 more$/);
});
