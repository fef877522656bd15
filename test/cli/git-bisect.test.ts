import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { printCase } from '../../generators/recipe/picture/print-case.ts';
import { type Lie, liarsCase, writeLiar } from '../support/liar.ts';

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

it('try --git-bisect leads git to the first bad commit of a tree, and past one that gives no qemu-img', () => {
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
    copyFileSync(writeLiar(folder, lie), join(folder, 'tree', 'qemu-img'));
    writeFileSync(join(folder, 'tree', 'number'), `${index}\n`);
    git('add', '.');
    git('commit', '-qm', `commit ${index}`);
  }
  const path = join(folder, 'found.case');
  writeFileSync(path, printCase(liarsCase.value));
  git('bisect', 'start', 'HEAD', 'HEAD~5');
  const said = git(
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
  expect(said).toMatch(/is the first '?bad'? commit/);
  expect(git('log', '-1', '--format=%s', 'refs/bisect/bad').trim()).toBe('commit 4');
});
