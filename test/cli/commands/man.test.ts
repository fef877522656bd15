import { expect, test } from 'vitest';
import { programInProcess } from '../../support/run-program.ts';

const { run: mapParity } = programInProcess();

test('the manual page has every command with its options', async () => {
  const { status, stdout } = await mapParity('man');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^\.TH MAP-PARITY 1 /);
  const { stdout: help } = await mapParity('--help');
  const names = [...help.matchAll(/^ {2}([a-z]+) {2,}/gm)].map(([, name]) => name!);
  expect(names.length).toBeGreaterThan(15);
  for (const name of names.filter(each => each !== 'help'))
    expect(stdout).toMatch(new RegExp(`^\\.SS "map-parity ${name} `, 'm'));
  expect(stdout).toContain('.SS "map-parity sweep geometry ');
  expect(stdout).toContain('.B \\-\\-seed <n>\nseed of the cases');
  expect(stdout).not.toMatch(/^['.](?!TH |SH |SS |TP$|B )/m);
});
