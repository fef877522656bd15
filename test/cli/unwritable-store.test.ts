import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { writeLyingOracle } from '../support/lying-oracle.ts';
import { testFolder } from '../support/test-folder.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const folder = testFolder();

test('a run that cannot store a finding ends with one line, and leaves no process', () => {
  const oracle = writeLyingOracle(folder.path, 'flips one field');
  folder.put('.map-parity', 'a file where the folder of findings would be');
  const ended = spawnSync(
    process.execPath,
    [main, 'run', '--no-goldens', '--cases', '30', '--oracle', oracle],
    {
      encoding: 'utf8',
      cwd: folder.path,
      env: { ...process.env, TMPDIR: folder.path },
      timeout: 60_000,
    },
  );
  expect(ended.signal).toBe(null);
  expect(ended.status).toBe(3);
  expect(ended.stderr.trim().split('\n').at(-1)).toMatch(/^map-parity: a finding can't be stored in /);
});
