import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chdir, cwd } from 'node:process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withWholePaths } from '../../../../src/harness/parties/subject/own-words.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
const before = cwd();
beforeAll(() => {
  for (const name of ['map', 'my map', "it's a map", 'ma§ü', 'my "map"', 'a&b'])
    writeFileSync(join(folder.path, name), `#!/bin/sh\necho ran "$0" "$@"\n`, { mode: 0o755 });
  mkdirSync(join(folder.path, 'sub'));
  chdir(join(folder.path, 'sub'));
});
afterAll(() => chdir(before));

test.each([
  ['../map', 'map'],
  ["'../my map'", 'my map'],
  ['"../my map"', 'my map'],
  [String.raw`../my\ map`, 'my map'],
  [String.raw`../it\'s\ a\ map`, "it's a map"],
  [`"../it's a map"`, "it's a map"],
  ['../ma§ü', 'ma§ü'],
  [String.raw`../my\ \"map\"`, 'my "map"'],
  [String.raw`../a\&b`, 'a&b'],
  ["'../a&b'", 'a&b'],
])('%s is the same file in any folder', (word, name) => {
  const path = join(folder.path, name);
  expect(execFileSync('/bin/sh', ['-c', `${withWholePaths(word)} x`], { cwd: '/', encoding: 'utf8' })).toBe(
    `ran ${path} x\n`,
  );
});

test.each(['map {image}', '"./$HOME"', './x{image}', "'./{image}'", './*.py', './$(id)', 'a=./b', './a;b'])(
  '%s stays as it is',
  command => {
    expect(withWholePaths(command)).toBe(command);
  },
);
