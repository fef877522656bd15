import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeLyingOracle } from '../support/lying-oracle.ts';
import { quickCases } from '../support/quick-cases.ts';
import { programInProcess } from '../support/run-program.ts';

const { folder, run: mapParity } = programInProcess();

test('run -q prints only findings, oracle errors and the verdict', async () => {
  const run = ['run', ...quickCases, '-q'];
  const without = await mapParity(...run);
  expect(without).toEqual({
    status: 0,
    stdout: 'verdict: no divergence from the model, but no real qemu-img took part\n',
    stderr: '',
  });
  const { status, stdout } = await mapParity(
    ...run,
    '--oracle',
    writeLyingOracle(folder.path, 'drops an extent'),
  );
  expect(status).toBe(1);
  expect(stdout).toMatch(/^finding: [\s\S]*\n\nverdict: divergence, \d+ new findings?\n$/);
  expect(stdout).not.toMatch(/^(?:coverage|seed 1|goldens)/m);
});

test.each([
  [['sweep', '--depth', '1', '--states', '.#', '-q']],
  [['sweep', 'geometry', '--strength', '1', '-q']],
])('%j prints only the verdict', async words => {
  const { status, stdout, stderr } = await mapParity(...words);
  expect({ status, stdout, stderr }).toEqual({
    status: 0,
    stdout: 'verdict: no divergence from the model, but no real qemu-img took part\n',
    stderr: '',
  });
});

test.each([[['run', ...quickCases, '-q']], [['sweep', '--depth', '1', '--states', '.#', '-q']]])(
  '%j tells of a qemu-img that does not answer',
  async words => {
    const there = writeLyingOracle(folder.path, 'is killed');
    const rubbish = join(folder.path, 'rubbish');
    writeFileSync(rubbish, '#!/bin/sh\necho rubbish\n', { mode: 0o755 });
    const { stdout } = await mapParity(...words, '--oracle', there, '--oracle', rubbish);
    expect(stdout).toMatch(
      /^oracle error: qemu-img .*rubbish rubbish: --version gave no version of qemu-img but: rubbish\n/,
    );
  },
);

test('run -v prints a line for each case, too', async () => {
  const run = ['run', '--no-goldens', '--cases', '3', '-v'];
  const { status, stdout } = await mapParity(...run);
  expect(status).toBe(0);
  // Each line comes when its case is over, in any order.
  const cases = stdout.match(/^case \d+: \d+ checks?, .*$/gm)?.toSorted();
  expect(cases).toHaveLength(3);
  expect(cases![0]).toMatch(/^case 0: \d+ checks?, \d+ (?:is|are) unjudged/);
  expect(await mapParity(...run, '-q')).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/'-v, --verbose' cannot be used with option '-q, --quiet'/),
  });
});
