import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { printCase } from '../../generators/recipe/picture/print-case.ts';
import { type Lie, lyingOracleCase, writeLyingOracle } from '../support/lying-oracle.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'git-bisect-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];

function git(...args: string[]): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', XDG_CACHE_HOME: folder };
  return execFileSync('git', [...identity, ...args], { cwd: join(folder, 'tree'), encoding: 'utf8', env });
}

test('git bisect finds the first bad commit with try --git-bisect, and skips one without a working qemu-img', () => {
  execFileSync('git', ['init', '-q', join(folder, 'tree')]);
  const history: Lie[] = [
    'tells the truth',
    'tells the truth',
    'prints rubbish',
    'tells the truth',
    'flips one field',
    'flips one field',
  ];
  for (const [index, lie] of history.entries()) {
    copyFileSync(writeLyingOracle(folder, lie), join(folder, 'tree', 'qemu-img'));
    writeFileSync(join(folder, 'tree', 'number'), `${index}\n`);
    git('add', '.');
    git('commit', '-qm', `commit ${index}`);
  }
  const path = join(folder, 'found.case');
  writeFileSync(path, printCase(lyingOracleCase.value));
  git('bisect', 'start', 'HEAD', 'HEAD~5');
  const output = git(
    'bisect',
    'run',
    process.execPath,
    main,
    'try',
    path,
    '--git-bisect',
    '--oracle',
    './qemu-img',
  );
  expect(output).toMatch(/is the first '?bad'? commit/);
  expect(git('log', '-1', '--format=%s', 'refs/bisect/bad').trim()).toBe('commit 4');
});

test.each([
  ['a qemu-img that does not exist', 'prints nothing', ['--oracle', '/nowhere/qemu-img'], 125],
  ['a case that does not exist', 'tells the truth', ['gone.case'], 125],
  ['rubbish', 'prints rubbish', [], 125],
  ['a crash', 'dies', [], 1],
  ['parity', 'tells the truth', [], 0],
] as const)('%s has the right exit status for git bisect', (_what, lie, more, status) => {
  const path = join(folder, 'tried.case');
  writeFileSync(path, printCase(lyingOracleCase.value));
  const [words, oracle] = more[0] === 'gone.case' ? [['gone.case'], []] : [[path], more];
  const liar = more.includes('--oracle' as never) ? [] : ['--oracle', writeLyingOracle(folder, lie)];
  const ended = spawnSync(process.execPath, [main, 'try', ...words, '--git-bisect', ...liar, ...oracle]);
  expect(ended.status).toBe(status);
});
