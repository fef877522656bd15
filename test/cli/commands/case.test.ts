import { expect, test } from 'vitest';
import { printCase } from '../../../generators/recipe/picture/print-case.ts';
import { campaignCase } from '../../../src/harness/runs/workers/case/campaign-case.ts';
import { programInProcess } from '../../support/run-program.ts';

const { run: mapParity } = programInProcess();

test('prints the case that a campaign checks, with its relation, and says how to get it again', async () => {
  const index = [0, 1, 2, 3, 4, 5, 6, 7].find(each => campaignCase(7, each).relation !== undefined)!;
  const { status, stdout } = await mapParity('case', '--seed', '7', '--index', `${index}`);
  expect(status).toBe(0);
  expect(stdout).toBe(printCase({ ...campaignCase(7, index).value, notes: [`seed 7, case ${index}`] }));
  expect(stdout).toMatch(/ --relation=\S+ /);
});

test('takes the features of the campaign', async () => {
  const { stdout } = await mapParity('case', '--index', '3', '--feature', 'extl2');
  expect(stdout).toMatch(/^# seed 1, extl2, case 3\n/);
  expect(stdout).toContain(' extl2');
});

test('one word leaves out all formats but qcow2 and raw', async () => {
  const without = (...names: readonly string[]) =>
    mapParity('case', '--index', '40', ...names.flatMap(name => ['--without-feature', name]));
  const all = 'vdi vpc parallels vmdk vhdx qed qcow luks bochs cloop dmg'.split(' ');
  const { stdout } = await without('other-formats');
  expect(stdout).toBe((await without(...all)).stdout);
  expect(stdout).not.toBe((await without()).stdout);
});

test.each([
  [['case'], /--index <i>' not specified/],
  [['case', '--index', '-1'], /It must be a whole number from 0/],
  [['case', '--index', '0', '--feature', 'json', '--feature', 'human'], /no case has all of json, human/],
])('%j is refused', async (args, why) => {
  expect(await mapParity(...args)).toEqual({ status: 2, stdout: '', stderr: expect.stringMatching(why) });
});
