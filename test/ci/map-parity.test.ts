import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Sandbox } from './sandbox.ts';

/** A stand-in for node: notes each bundle that it is asked for, takes a moment over it, and else says what it runs. */
const node = `case "$1" in
--version) echo v24.0.0 ;;
*/rolldown/*) echo bundle >>"$(dirname "$0")/../bundles"; sleep 0.1; echo bundled >"$5" ;;
--single-threaded-gc) shift; echo "$@" $MAP_PARITY_WORKER ;;
esac`;
const map = '"a checkout/ci/map-parity" map x';

let sandbox: Sandbox;
let bundle: string;
let sources: string;

beforeEach(async () => {
  sandbox = await Sandbox.create();
  bundle = join(sandbox.checkout, 'dist/ci/main.cjs');
  sources = join(sandbox.checkout, 'src/cli/main.ts');
  await mkdir(join(sandbox.checkout, 'src/cli'), { recursive: true });
  await mkdir(join(sandbox.checkout, 'node_modules'));
  await sandbox.write('node_modules/.installed-from', 'first');
  await sandbox.write('src/cli/main.ts', '');
  await sandbox.write('rolldown.config.ts', '');
  await sandbox.program('node', node);
});

afterEach(async () => {
  await sandbox.remove();
});

async function bundles(): Promise<number> {
  const made = await readFile(join(sandbox.folder, 'bundles'), 'utf8').catch(() => '');
  return made.split('\n').length - 1;
}

test('map runs from a bundle, which is made once', async () => {
  for (const _ of [1, 2])
    expect(await sandbox.bash(map)).toEqual({ stdout: `${bundle} map x`, stderr: '', status: 0 });
  expect(await bundles()).toBe(1);
});

test('a source that is newer than the bundle, or gone, makes another', async () => {
  await sandbox.write('src/cli/gone.ts', '');
  await sandbox.bash(map);
  const later = new Date(Date.now() + 1000);
  await utimes(sources, later, later);
  await sandbox.bash(map);
  expect(await bundles()).toBe(2);

  const earlier = new Date(Date.now() - 100_000);
  await utimes(sources, earlier, earlier);
  await sandbox.bash(`sleep 0.01; rm "${join(sandbox.checkout, 'src/cli/gone.ts')}"; ${map}`);
  expect(await bundles()).toBe(3);
});

test.each([
  ['empty', () => ''],
  ['cut off', (text: string) => text.slice(0, -2)],
  ['changed', (text: string) => text.replace('bundled', 'bumbled')],
])('a bundle that is %s is made anew', async (_, damage) => {
  await sandbox.bash(map);
  await writeFile(bundle, damage(await readFile(bundle, 'utf8')));
  expect(await sandbox.bash(map)).toMatchObject({ stdout: `${bundle} map x`, status: 0 });
  expect(await bundles()).toBe(2);
});

test('several at once leave one whole bundle and nothing else', async () => {
  const all = await Promise.all([sandbox.bash(map), sandbox.bash(map), sandbox.bash(map)]);
  for (const { stdout } of all) expect(stdout).toBe(`${bundle} map x`);
  expect(await readdir(join(sandbox.checkout, 'dist/ci'))).toEqual(['main.cjs']);
  expect(await readFile(bundle, 'utf8')).toMatch(/^bundled\n\n\/\/ sha256 [0-9a-f]{64} {2}-\n$/);
});

test('map runs from the sources where no bundle can be made, without a word about it', async () => {
  await writeFile(join(sandbox.checkout, 'dist'), 'a file in the way');
  expect(await sandbox.bash(map)).toEqual({ stdout: `${sources} map x`, stderr: '', status: 0 });
});

test('map runs from the sources where making the bundle fails', async () => {
  await sandbox.program('node', node.replace('echo bundled >"$5"', 'exit 1'));
  expect(await sandbox.bash(map)).toEqual({ stdout: `${sources} map x`, stderr: '', status: 0 });
  expect(await readdir(join(sandbox.checkout, 'dist/ci'))).toEqual([]);
});

test('other commands run from the sources', async () => {
  expect((await sandbox.bash('"a checkout/ci/map-parity" doctor')).stdout).toBe(`${sources} doctor`);
  expect(await bundles()).toBe(0);
});

test('a command that may have workers has them from a bundle, which is made anew where a source is newer', async () => {
  await mkdir(join(sandbox.checkout, 'generators'));
  await sandbox.write('generators/a.ts', '');
  const worker = join(sandbox.checkout, 'dist/ci/runs/workers/worker-main.js');
  const run = async (words: string) => (await sandbox.bash(`"a checkout/ci/map-parity" ${words}`)).stdout;
  for (const _ of [1, 2]) expect(await run('run --jobs 3')).toBe(`${sources} run --jobs 3 ${worker}`);
  expect(await bundles()).toBe(1);

  const later = new Date(Date.now() + 1000);
  await utimes(join(sandbox.checkout, 'generators/a.ts'), later, later);
  expect(await run('sweep --jobs=3')).toBe(`${sources} sweep --jobs=3 ${worker}`);
  expect(await bundles()).toBe(2);
  expect(await run('try --jobs 3')).toBe(`${sources} try --jobs 3`);
});

test.each([
  ['src/map/kernel', ['assembly/a.ts', 'assembly/b.ts', 'bits.ts']],
  ['src/map/drivers/luks/ciphers', ['assembly/a.ts', 'assembly/b.ts']],
])('an edited source of %s that was not compiled is reported by every command', async (folder, names) => {
  const path = join(sandbox.checkout, folder);
  await mkdir(join(path, 'assembly'), { recursive: true });
  for (const name of names) await sandbox.write(`${folder}/${name}`, name);
  const hash = createHash('sha256').update(names.join('')).digest('hex');
  await sandbox.write(`${folder}/compiled.ts`, `// ${hash}`);
  const later = new Date(Date.now() + 1000);
  await utimes(join(path, 'assembly/a.ts'), later, later);
  expect((await sandbox.bash(map)).stderr).toBe('');

  await sandbox.write(`${folder}/assembly/a.ts`, 'edited');
  await utimes(join(path, 'assembly/a.ts'), later, later);
  for (const command of ['map x', 'try x', 'run']) {
    expect(await sandbox.bash(`"a checkout/ci/map-parity" ${command}`)).toMatchObject({
      stderr: expect.stringContaining(`${folder}/assembly was edited`),
      status: 0,
    });
  }
});

describe('what Node compiles', () => {
  const day = 24 * 60 * 60 * 1000;
  const ago = (days: number): Date => new Date(Date.now() - days * day);
  const compiled = (): string => join(sandbox.cache, 'compiled');
  const own = (): string => `${sandbox.checkout.replaceAll('/', '!')}`.slice(-60);

  /** A checkout that was used so many days ago; undefined: by a version that didn't note it. */
  async function use(name: string, days: number | undefined): Promise<void> {
    await mkdir(join(compiled(), name), { recursive: true });
    await writeFile(join(compiled(), name, 'code'), '');
    if (days === undefined) return;
    await writeFile(join(compiled(), name, 'used'), '');
    await utimes(join(compiled(), name, 'used'), ago(days), ago(days));
  }

  beforeEach(() => sandbox.program('node', node.replace('shift; echo', 'shift; echo "$NODE_COMPILE_CACHE"')));

  test('is in a folder of its checkout; its first start removes those that were not used for a month', async () => {
    for (const [name, days] of [
      ['!old', 40],
      ['!recent', 20],
      ['!before', undefined],
    ] as const)
      await use(name, days);
    expect(await sandbox.bash('"a checkout/ci/map-parity" doctor')).toEqual({
      stdout: `${join(compiled(), own())} ${sources} doctor`,
      stderr: '',
      status: 0,
    });
    expect((await readdir(compiled())).sort()).toEqual(['!recent', own()].sort());
  });

  test('is kept while its checkout is used, and later starts remove nothing', async () => {
    await use(own(), 40);
    await use('!old', 40);
    await sandbox.bash('"a checkout/ci/map-parity" doctor');
    expect((await readdir(compiled())).sort()).toEqual(['!old', own()].sort());
    expect((await stat(join(compiled(), own(), 'used'))).mtimeMs).toBeGreaterThan(ago(1).getTime());
  });

  test('is where the environment says, if it does', async () => {
    const { stdout } = await sandbox.bash('"a checkout/ci/map-parity" doctor', { NODE_COMPILE_CACHE: '/x' });
    expect(stdout).toBe(`/x ${sources} doctor`);
    expect(await readdir(join(sandbox.folder, 'cache')).catch(() => [])).not.toContain('compiled');
  });
});
