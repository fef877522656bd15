import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { printCase } from '../../../generators/recipe/picture/print-case.ts';
import { coloured } from '../../../src/cli/terminal/colour.ts';
import type { Difference } from '../../../src/harness/answers/difference.ts';
import { differenceLines } from '../../../src/harness/report/finding/difference-lines.ts';
import { lyingOracleCase, writeLyingOracle } from '../../support/lying-oracle.ts';
import { quickCases } from '../../support/quick-cases.ts';
import { programInProcess } from '../../support/run-program.ts';

const { folder, run: mapParity } = programInProcess();
const [red, green, yellow] = ['\x1b[31m', '\x1b[32m', '\x1b[33m'];

afterEach(() => vi.stubEnv('FORCE_COLOR', undefined));

describe('a line in colours', () => {
  test.each([
    ['verdict: parity with qemu-img 10.0', green],
    ['verdict: 3 known changes, no unknown', green],
    ['verdict: unchanged, the last qemu-img answers like the first', green],
    ['verdict: divergence, 1 new finding', red],
    ['verdict: 3 known changes, 1 unknown', red],
    ['interrupted; so far the verdict: divergence, 1 new finding', red],
    ['verdict: no divergence from the model, but no real qemu-img took part', yellow],
    ['interrupted; so far the verdict: parity with qemu-img 10.0', yellow],
    ['qemu-img 10.0: agrees, and the model too', green],
    ['qemu-img 10.0: skipped: no zstd', yellow],
  ])('%s', (line, colour) => {
    vi.stubEnv('FORCE_COLOR', '1');
    expect(coloured([line])).toEqual([`${colour}${line}\x1b[39m`]);
  });

  test('has one style when it is folded', () => {
    vi.stubEnv('FORCE_COLOR', '1');
    const shown = (line: string): string => line.replace(', ', ',\n');
    expect(coloured(['verdict: divergence, 1 new finding'], shown)).toEqual([
      `${red}verdict: divergence,\n1 new finding\x1b[39m`,
    ]);
  });

  const outcome = {
    stdout: Buffer.from('[]'),
    stderr: Buffer.alloc(0),
    end: { kind: 'exit', status: 0 },
  } as const;
  test.each([
    { kind: 'exit' },
    { kind: 'stderr' },
    { kind: 'text' },
    { kind: 'field', field: 'zero', at: 0n },
    { kind: 'coverage', at: 0n },
    { kind: 'cut', at: 0n },
  ] as Difference[])('a difference of kind $kind has one side red, one green', difference => {
    vi.stubEnv('FORCE_COLOR', '1');
    const lines = differenceLines(difference, { name: 'ours', outcome }, { name: 'theirs', outcome });
    const [head, ours, theirs, after] = coloured([...lines, 'after']);
    expect([head, after]).toEqual([lines[0], 'after']);
    expect([ours, theirs]).toEqual([`${red}${lines[1]}\x1b[39m`, `${green}${lines[2]}\x1b[39m`]);
  });
});

test('only a terminal, or who asks for it, sees colours; stored reports never have any', async () => {
  folder.put('a.case', printCase(lyingOracleCase.value));
  const oracle = writeLyingOracle(folder.path, 'flips one field');
  const run = ['run', ...quickCases, '--oracle', oracle];
  const plain = await mapParity('try', 'a.case', '--oracle', oracle);
  expect(plain.stdout).not.toContain('\x1b');
  vi.stubEnv('FORCE_COLOR', '1');
  const colourful = await mapParity('try', 'a.case', '--oracle', oracle);
  expect(colourful.stdout).toContain(red);
  expect(stripVTControlCharacters(colourful.stdout)).toBe(plain.stdout);
  const { stdout } = await mapParity(...run);
  expect(stdout).toContain(`${red}verdict: divergence`);
  const [, report] = /replay: .* try (\S+)reduced\.case/.exec(stdout)!;
  expect(readFileSync(join(folder.path, `${report}report.txt`), 'utf8')).not.toContain('\x1b');
});
