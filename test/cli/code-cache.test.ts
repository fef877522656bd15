import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dirSync } from 'tmp-promise';
import { afterEach, beforeEach, expect, test } from 'vitest';

const code = pathToFileURL(resolve('src/cli/code-cache.ts')).href;
const cache = `module.cjs-${process.version}-${process.arch}.cache`;

let folder: ReturnType<typeof dirSync>;
beforeEach(() => {
  folder = dirSync({ unsafeCleanup: true });
});
afterEach(() => folder.removeCallback());

const inFolder = (name: string): string => join(folder.name, name);

/** Writes a script that says `word` through `node:path`, with its hash. */
function writeModule(word: string): void {
  const text = `((exports, require) => { exports.say = () => require('node:path').join('says', '${word}'); })`;
  const hash = createHash('sha256').update(text).digest('hex');
  writeFileSync(inFolder('module.cjs'), `// ${hash}\n${text}`);
}

/** What the module says in a process of its own, which keeps what V8 compiled. */
function run(...flags: string[]): string {
  return runOf('usual', flags);
}

function runOf(kind: string, flags: readonly string[] = []): string {
  const script = `import { createRequire } from 'node:module';
import { loadCached } from '${code}';
process.umask(0);
const { exports, keep } = loadCached('${inFolder('module.cjs')}', createRequire('${code}'));
console.log(exports.say());
keep('${kind}');`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [...flags, '--input-type=module', '--eval', script],
    { encoding: 'utf8' },
  );
  return stdout.trimEnd() + stderr;
}

const kept = (): Buffer => readFileSync(inFolder(cache));
const runsOf = (bytes: Buffer): number => bytes[64]!;

test('three runs keep the code of a module beside it, which nobody else may change', () => {
  writeModule('one');
  const runs = Array.from({ length: 4 }, () => {
    expect(run()).toBe('says/one');
    return runsOf(kept());
  });
  expect(runs).toEqual([1, 2, 3, 3]);
  expect(readdirSync(folder.name)).toEqual(['module.cjs', cache]);
  expect(statSync(inFolder(cache)).mode & 0o777).toBe(0o644);
});

test('after these, the first run of another kind keeps it, too', () => {
  writeModule('one');
  for (let count = 0; count < 3; count++) run();
  const first = kept();
  runOf('other');
  const second = kept();
  expect(second.equals(first)).toBe(false);
  runOf('other');
  run();
  expect(kept().equals(second)).toBe(true);
});

test('a module of the same length has code of its own', () => {
  writeModule('one');
  run();
  const first = kept();
  writeModule('two');
  expect(run()).toBe('says/two');
  expect(kept().equals(first)).toBe(false);
});

test.each([
  ['changed in one byte', (bytes: Buffer) => bytes.fill(bytes[400]! ^ 1, 400, 401)],
  ['cut off', (bytes: Buffer) => bytes.subarray(0, -20)],
  ['empty', () => Buffer.alloc(0)],
])('code that is %s is not run, and made anew', (_, damage) => {
  writeModule('one');
  run();
  run();
  writeFileSync(inFolder(cache), damage(kept()));
  expect(run()).toBe('says/one');
  expect(runsOf(kept())).toBe(1);
});

test('a run with other flags of V8 leaves the code as it is', () => {
  writeModule('one');
  run();
  const first = kept();
  expect(run('--stack-size=500')).toBe('says/one');
  expect(kept().equals(first)).toBe(true);
});

test('where the code can’t be written the module runs all the same', () => {
  writeModule('one');
  mkdirSync(join(inFolder(cache), 'in the way'), { recursive: true });
  expect(run()).toBe('says/one');
  expect(readdirSync(folder.name)).toEqual(['module.cjs', cache]);
});

test('where Node itself forbids to write, the module runs all the same', () => {
  writeModule('one');
  expect(run('--permission', '--allow-fs-read=*')).toBe('says/one');
  expect(readdirSync(folder.name)).toEqual(['module.cjs']);
});
