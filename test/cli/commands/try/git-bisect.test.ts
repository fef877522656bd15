import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import { type Lie, lyingOracleCase, writeLyingOracle } from '../../../support/lying-oracle.ts';
import { main } from '../../../support/main.ts';

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

/** Makes a new tree whose commits each have another file `qemu-img`. */
function commitAll(programs: readonly string[]): void {
  rmSync(join(folder, 'tree'), { recursive: true, force: true });
  execFileSync('git', ['init', '-q', join(folder, 'tree')]);
  for (const [index, program] of programs.entries()) {
    copyFileSync(program, join(folder, 'tree', 'qemu-img'));
    writeFileSync(join(folder, 'tree', 'number'), `${index}\n`);
    git('add', '.');
    git('commit', '-qm', `commit ${index}`);
  }
}

/** Bundles our map: it is started some two hundred times, and each start from the sources would take three times as long. */
async function bundleMap(): Promise<string> {
  const bundle = await rolldown({
    input: fileURLToPath(new URL('../../../../src/cli/qemu-img-map.ts', import.meta.url)),
    platform: 'node',
    external: ['koffi'],
  });
  const file = join(folder, 'map.cjs');
  await bundle.write({ file, format: 'cjs' });
  await bundle.close();
  symlinkSync(
    fileURLToPath(new URL('../../../../node_modules', import.meta.url)),
    join(folder, 'node_modules'),
  );
  return file;
}

/** A program that maps as one version, and reports the version of a development build whatever it does. */
function developmentBuild(map: string, version: string): string {
  const path = join(folder, `qemu-img-as-${version}`);
  const banner = 'qemu-img version 6.0.50 (v6.0.0-2400-g0123456789)';
  const lines = [
    '#!/bin/sh',
    `if [ "$1" = --version ]; then echo '${banner}'; exit; fi`,
    'shift',
    // A qemu-img is started with an environment of its own.
    `NODE_COMPILE_CACHE='${process.env.NODE_COMPILE_CACHE}' exec '${process.execPath}' '${map}' --profile ${version} "$@"`,
  ];
  writeFileSync(path, `${lines.join('\n')}\n`, { mode: 0o755 });
  return path;
}

test('git bisect finds the first bad commit with try --git-bisect, and skips one without a working qemu-img', () => {
  const history: Lie[] = [
    'tells the truth',
    'tells the truth',
    'prints rubbish',
    'tells the truth',
    'flips one field',
    'flips one field',
  ];
  commitAll(history.map(lie => writeLyingOracle(folder, lie)));
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

test('git bisect finds the commit that adds present with try --git-bisect --profile, although the banner never changes', async () => {
  const map = await bundleMap();
  commitAll(['6.0.0', '6.0.0', '6.1.0', '6.1.0'].map(version => developmentBuild(map, version)));
  const path = join(folder, 'found.case');
  writeFileSync(path, printCase(lyingOracleCase.value));
  const tried = ['try', path, '--git-bisect', '--oracle', './qemu-img'];
  const fitted = spawnSync(process.execPath, [main, ...tried], { cwd: join(folder, 'tree') });
  expect(fitted.status, 'without --profile the newest commit is compared with what it does').toBe(0);
  git('bisect', 'start', 'HEAD', 'HEAD~3');
  git('bisect', 'run', process.execPath, main, ...tried, '--profile', '6.0.0');
  expect(git('log', '-1', '--format=%s', 'refs/bisect/bad').trim()).toBe('commit 2');
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
