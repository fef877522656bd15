import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { findOracles } from '../../src/harness/parties/oracle/find-oracles.ts';
import { main } from '../support/main.ts';
import { testFolder } from '../support/test-folder.ts';
import { tinyQcow2 } from '../support/tiny-qcow2.ts';

const { oracles } = await findOracles();
const folder = testFolder();
folder.put('self', tinyQcow2({ size: 1024n, l2: [[]], backing: 'self' }));

const extra = openSync('/dev/null', 'r');
const [reading, writing] = [openSync(folder.path, 'r'), openSync('/dev/null', 'w')];
afterAll(() => [extra, reading, writing].forEach(closeSync));

/** The stderr of a program with a limit of descriptors, and with files that the shell hands on. */
function refusal(limit: number, inherited: readonly number[], command: readonly string[]): string {
  return stderrOf(`ulimit -n ${limit} && exec "$@"`, inherited, command);
}

function stderrOf(script: string, inherited: readonly number[], command: readonly string[]): string {
  const { stderr } = spawnSync('/bin/sh', ['-c', script, 'sh', ...command], {
    ...{ cwd: folder.path, encoding: 'latin1', env: { LC_ALL: 'C' } },
    stdio: ['ignore', 'ignore', 'pipe', ...inherited],
  });
  return stderr;
}

describe('a loop of backing files ends where descriptors run out, as the shell hands them on', () => {
  test.each([
    { limit: 100, inherited: [] },
    { limit: 100, inherited: [extra] },
    { limit: 256, inherited: [extra, reading, writing] },
    { limit: 64, inherited: Array<number>(20).fill(extra) },
  ])('$limit descriptors, inherited $inherited.length', ({ limit, inherited }) => {
    expect(oracles.length).toBeGreaterThan(0);
    for (const { name, program } of oracles) {
      const real = refusal(limit, inherited, [program.file, ...program.leading, 'map', 'self']);
      const ours = refusal(limit, inherited, [process.execPath, main, 'map', '--profile', name, 'self']);
      expect(real, name).toContain('Too many open files');
      expect(ours, name).toBe(real);
    }
  });
});

test('a chain that ends is refused where descriptors run out, too', () => {
  for (let layer = 0; layer < 120; layer++) {
    folder.put(
      `${layer}`,
      tinyQcow2({ size: 1024n, l2: [[]], ...(layer > 0 && { backing: `${layer - 1}` }) }),
    );
  }
  expect(oracles.length).toBeGreaterThan(0);
  for (const { name, program } of oracles) {
    const [real, ours] = [
      [program.file, ...program.leading, 'map'],
      [process.execPath, main, 'map', '--profile', name],
    ].map(command => stderrOf('ulimit -S -n 100; "$@"; exit $?', [], [...command, '119']));
    expect(real, name).toMatch(/: Could not open '\d+': Too many open files\n$/);
    expect(ours, name).toBe(real);
  }
});
