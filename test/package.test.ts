import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { execaSync } from 'execa';
import { dirSync } from 'tmp-promise';
import { afterAll, beforeAll, expect, test } from 'vitest';

const folder = dirSync({ unsafeCleanup: true });
const checkout = join(folder.name, 'checkout');
const user = join(folder.name, 'user');

/** Packs a copy of the checkout, and unpacks it beside its dependencies where a user's npm would. */
beforeAll(() => {
  const parts = ['package.json', 'tsconfig.json', 'tsconfig.build.json', 'rolldown.config.js'];
  for (const part of [...parts, 'src', 'generators', 'golden'])
    cpSync(part, join(checkout, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(checkout, 'node_modules'));
  execaSync('npm', ['run', 'package', '--', '--pack-destination', folder.name], { cwd: checkout });
  const place = join(user, 'node_modules/qemu-map-parity');
  mkdirSync(place, { recursive: true });
  execaSync('tar', ['xf', 'qemu-map-parity-0.1.0.tgz', '--strip-components=1', '-C', place], {
    cwd: folder.name,
  });
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  for (const name of Object.keys(dependencies))
    symlinkSync(resolve('node_modules', name), join(user, 'node_modules', name));
  writeFileSync(join(user, 'noise.raw'), Buffer.alloc(65536, 'noise'));
});
afterAll(() => folder.removeCallback());

const node = (...args: string[]) => execaSync(process.execPath, args, { cwd: user, reject: false });
const main = join('node_modules', 'qemu-map-parity', 'dist/src/cli/main.cjs');

const whole = [
  { start: 0, length: 65536, depth: 0, present: true, zero: false, data: true, compressed: false, offset: 0 },
];

test('the command maps, with holes: its one file finds koffi', () => {
  execaSync('truncate', ['--size=1M', 'zeros.raw'], { cwd: user });
  const { stdout } = node(main, 'map', '--output=json', 'noise.raw');
  expect(JSON.parse(stdout)).toEqual(whole);
  expect(node(main, 'map', '--output=json', 'zeros.raw').stdout).toContain('"zero": true, "data": false');
});

test('the command ends with the status of map, and as quietly as qemu-img where its reader has gone', () => {
  expect(node(main, 'map', 'gone').exitCode).toBe(1);
  const { stdout, stderr } = execaSync(
    'bash',
    ['-c', '"$0" "$1" map noise.raw | head -c 1; echo $PIPESTATUS', process.execPath, main],
    { cwd: user },
  );
  expect({ stdout, stderr }).toEqual({ stdout: 'O0', stderr: '' });
});

test('the other commands are there', () => {
  expect(node(main, '--version').stdout).toMatch(/^\d+\.\d+\.\d+$/);
  expect(node(main, 'run', '--time', 'never').exitCode).toBe(2);
});

test('the library and the harness load, with their types', () => {
  writeFileSync(join(user, 'package.json'), '{"type": "module"}');
  writeFileSync(
    join(user, 'use.ts'),
    `import { type Extent, map, openImage } from 'qemu-map-parity';
import { type Verdict, judge } from 'qemu-map-parity/harness';
using image = openImage('noise.raw');
const extents: Extent[] = [...map(image)];
const judged: (...args: Parameters<typeof judge>) => Verdict = judge;
console.log(extents.length, typeof judged);
`,
  );
  const tsc = resolve('node_modules/typescript/bin/tsc');
  const options = ['--target', 'es2024', '--lib', 'esnext', '--module', 'nodenext', '--strict'];
  const types = ['--types', 'node', '--typeRoots', resolve('node_modules/@types')];
  expect(node(tsc, ...options, ...types, '--outDir', 'out', 'use.ts').stdout).toBe('');
  expect(node('out/use.js').stdout).toBe('1 function');
});
