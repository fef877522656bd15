import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { commandLine, shellWord, shownPath } from '../../../../src/harness/report/words/command-line.ts';
import { queryLine } from '../../../../src/harness/report/words/query-line.ts';

afterEach(() => vi.unstubAllEnvs());

test.each([
  'plain/path.case',
  'with space',
  'json:{"driver":"qcow2","file":"it\'s `ls` $HOME"}',
  "a\nb\\n\x1b[2J'c",
  '',
  '*',
])('a shell reads %j as it was', word => {
  const shown = shellWord(word);
  expect(shown).not.toMatch(/[\u0000-\u001f]/);
  expect(execFileSync('bash', ['-c', `printf %s ${shown}`], { encoding: 'utf8' })).toBe(word);
});

test('a query has the quotes of a shell, in which back quotes would be a command', () => {
  expect(queryLine(['--output=json', 'json:{"driver":"raw"}'])).toBe(
    `map --output=json 'json:{"driver":"raw"}'`,
  );
});

describe('paths', () => {
  test('are shown as they were given', () => {
    for (const path of ['a.case', './a.case', '../a.case', '/nowhere/a.case', resolve('../a.case')])
      expect(shownPath(path)).toBe(path);
  });

  test('are shown from the working directory if they lie in it', () => {
    expect(shownPath(resolve('ci/oracles'))).toBe('ci/oracles');
    expect(shownPath(resolve('qemu-img'))).toBe('./qemu-img');
  });
});

test('commands begin with what started this one', () => {
  vi.stubEnv('MAP_PARITY_COMMAND', resolve('ci/map-parity'));
  expect(commandLine('try', 'a b.case')).toBe("ci/map-parity try 'a b.case'");
  vi.stubEnv('MAP_PARITY_COMMAND', resolve('map-parity'));
  expect(commandLine('try')).toBe('./map-parity try');
  vi.stubEnv('MAP_PARITY_COMMAND', undefined);
  expect(commandLine('try')).toBe('map-parity try');
});
