import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { main } from '../support/main.ts';
import { testFolder } from '../support/test-folder.ts';

const folder = testFolder();

/** Runs `try` with a limit of the shell, in an environment without prlimit. */
function tryWith(limit: string): { status: number | null; stderr: string } {
  return spawnSync(
    '/bin/sh',
    ['-c', `ulimit ${limit}; exec "$@"`, 'sh', process.execPath, main, 'try', '####'],
    {
      ...{ cwd: folder.path, encoding: 'utf8', timeout: 100_000 },
      env: { TMPDIR: folder.path, XDG_CACHE_HOME: folder.path, PATH: folder.path },
    },
  );
}

test('too few descriptors are refused: programs that lack them would give false findings', () => {
  const { status, stderr } = tryWith('-n 60');
  expect(stderr).toContain(
    'map-parity: only 60 files may be open, and 256 are needed. Raise the limit: ulimit -n 256',
  );
  expect(status).toBe(3);
});

test('a file that may not become as long as it has to be is an error of that file', () => {
  const { status, stderr } = tryWith('-f 8');
  expect(stderr).toMatch(
    /^map-parity: \/.*\.qcow2: File too large\. Raise the limit of the size of a file: ulimit -f unlimited\.$/m,
  );
  expect(status).toBe(3);
});
