import { mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { chdir } from 'node:process';
import { expect, test } from 'vitest';
import { writeLyingOracle } from '../support/lying-oracle.ts';
import { commandBehind } from '../support/printed-command.ts';
import { programInProcess } from '../support/run-program.ts';

const { folder, run: mapParity } = programInProcess();

test('the printed commands show a finding again: with its qemu-img, and quoted', async () => {
  mkdirSync(join(folder.path, 'a b'));
  writeLyingOracle(join(folder.path, 'a b'), 'flips one field');
  const oracle = 'a b/qemu-img-that-flips-one-field';
  const run = ['run', '--no-goldens', '--cases', '1'];
  const first = await mapParity(...run, '--findings', 'my findings', '--oracle', oracle);
  expect(first.status).toBe(1);
  const replay = commandBehind('replay: ', first.stdout);
  expect(replay).toEqual([
    'try',
    expect.stringMatching(/^my findings\/\w+\/reduced\.case$/),
    '--oracle',
    oracle,
  ]);
  expect((await mapParity(...replay)).status).toBe(1);

  const reproduce = commandBehind('for a bug report: ', first.stdout);
  expect(reproduce.slice(2)).toEqual(['--profile', '11.1.3-Debian']);
  expect((await mapParity(...reproduce, '-o', 'reproducer')).status).toBe(0);

  // The next run starts elsewhere, and names the same things otherwise.
  mkdirSync(join(folder.path, 'elsewhere'));
  renameSync(join(folder.path, 'my findings'), join(folder.path, 'elsewhere/moved'));
  chdir('elsewhere');
  const second = await mapParity(
    ...[...run, '--findings', 'moved', '--oracle', `../${oracle}`, '--result', 'result.json'],
  );
  expect(second.status).toBe(1);
  const stillThere = commandBehind('still there: .*?: ', second.stdout);
  expect(stillThere).toEqual([
    'try',
    expect.stringMatching(/^moved\/\w+\/reduced\.case$/),
    '--oracle',
    `../${oracle}`,
  ]);
  expect((await mapParity(...stillThere)).status).toBe(1);
  const { preliminaries } = JSON.parse(readFileSync('result.json', 'utf8'));
  const stored = preliminaries.filter(({ phase }: { phase: string }) => phase === 'stored');
  expect(stored.length).toBeGreaterThan(0);
  for (const { finding } of stored) {
    expect((await mapParity(...commandBehind('replay: ', finding.report))).status).toBe(1);
    expect(finding.report).not.toContain('my findings');
  }
});

test('the printed command has the subject and its adapter', async () => {
  const line = '{"start":0,"length":65536,"allocated":true,"zero":true,"compressed":false}';
  const subject = `echo '${line}' # {image}`;
  const oracle = writeLyingOracle(folder.path, 'tells the truth');
  const { stdout } = await mapParity(
    'run',
    '--no-goldens',
    '--cases',
    '1',
    '--subject',
    subject,
    '--oracle',
    oracle,
  );
  const replay = commandBehind('replay: ', stdout);
  expect(replay.slice(2)).toEqual([
    '--subject',
    subject,
    '--adapter',
    'json-lines',
    '--oracle',
    expect.stringMatching(/qemu-img-that-tells-the-truth$/),
  ]);
  expect((await mapParity(...replay)).status).toBe(1);
});

test.each([
  ['prints nothing', 'rubbish: '],
  ['is killed', 'killed: ended from outside, by SIGKILL'],
] as const)('the command for a qemu-img that %s shows its error again', async (lie, error) => {
  const oracle = writeLyingOracle(folder.path, lie);
  const findings = join(folder.path, `findings of ${lie}`);
  const run = ['run', '-q', '--no-goldens', '--known', '/dev/null', '--cases', '1'];
  const ended = await mapParity(...run, '--findings', findings, '--oracle', oracle);
  expect(ended.status).toBe(3);
  const [, first, seen] = /^(oracle error: .*)\n(.*)\n {2}replay: /.exec(ended.stdout)!;
  expect(first).toContain(error);
  expect(seen).toMatch(/^ {2}\d+ times?, for example in seed 1, case 0$/);
  const replay = commandBehind('replay: ', ended.stdout);
  expect(replay.slice(2)).toEqual(['--oracle', expect.stringMatching(/\/qemu-img-that-/)]);
  const replayed = await mapParity(...replay);
  expect(replayed.status).toBe(3);
  expect(replayed.stdout).toContain('# found in seed 1, case 0\n');
  expect(replayed.stdout).toContain(error);

  // What is kept isn't taken for findings.
  const words = ['--reason', 'no', '--link', 'https://example.org/1', '--until', '2999-01-31'];
  const [kept] = readdirSync(findings);
  expect(await mapParity('known', 'add', join(findings, kept!), ...words)).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^no findings, so not added: .*\n$/),
  });
  expect((await mapParity(...run, '--findings', findings)).stdout).not.toContain('stored: ');
});
