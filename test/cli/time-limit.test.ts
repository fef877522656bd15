import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { writeLyingOracle } from '../support/lying-oracle.ts';
import { testFolder } from '../support/test-folder.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const folder = testFolder();

/** A run that tests our map against an oracle that answers nothing but its version, with ten stored findings. */
function run(...words: string[]): { stdout: string; seconds: number } {
  const oracle = writeLyingOracle(folder.path, 'hangs');
  for (let number = 0; number < 10; number++) {
    const finding = join(folder.path, '.map-parity/findings', String(number));
    mkdirSync(finding, { recursive: true });
    const text = '# subject: cut in data\n# found in a test\ntop.qcow2 qcow2 64k |#|\nmap top.qcow2\n';
    writeFileSync(join(finding, 'found.case'), text);
  }
  const began = performance.now();
  const { stdout } = spawnSync(
    process.execPath,
    [main, 'run', '--no-goldens', '--known', '/dev/null', '--oracle', oracle, ...words],
    {
      ...{ cwd: folder.path, encoding: 'utf8', timeout: 100_000 },
      env: { ...process.env, TMPDIR: folder.path },
    },
  );
  return { stdout, seconds: (performance.now() - began) / 1000 };
}

test('a run ends within ten seconds of its time, whatever hangs, and says what it left out', () => {
  const { stdout, seconds } = run('--time', '8s');
  expect(stdout).toMatch(
    /^ {2}not replayed, because the time was up: subject: cut in data: .*found\.case is kept$/m,
  );
  expect(stdout).toMatch(/^left out when the time was up: 10 stored findings$/m);
  expect(seconds).toBeGreaterThan(8);
  expect(seconds).toBeLessThan(18);
});

test('one answer may take as long as --timeout says', () => {
  const { stdout } = run('--cases', '1', '--timeout', '1s');
  expect(stdout).toMatch(/hung: no end within\s+1000 ms/);
});
