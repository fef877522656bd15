import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { programInProcess } from '../support/run-program.ts';

const { folder, run } = programInProcess();

test('limits that cannot be fixed are reported, and the run goes on', async () => {
  const path = process.env.PATH;
  vi.stubEnv('PATH', folder.path);
  const { status, stderr } = await run('try', '#');
  vi.stubEnv('PATH', path);
  expect(stderr).toMatch(
    /^warning: qemu-img keeps the host's limits, so a loop of backing files may end elsewhere: .*prlimit ENOENT$/m,
  );
  expect(status).toBe(0);
});

test('limits that are fixed are not reported', async () => {
  expect((await run('try', '#')).stderr).not.toContain('limits');
});

test('a folder for temporary files that is removed in the middle of a run is no misuse', async () => {
  const oracle = join(folder.path, 'qemu-img');
  const banner = 'qemu-img version 11.1.3 (Debian 1:11.1.3+ds-1)';
  const script = `#!/bin/sh\n[ "$1" = --version ] && echo '${banner}' && exit\nrm -rf "\${PWD%/*}"\n`;
  writeFileSync(oracle, script, { mode: 0o755 });
  const { status, stderr } = await run('run', '--cases', '8', '--oracle', oracle);
  expect(stderr).toMatch(
    /^map-parity: .*, the folder for temporary files, was removed while it was in use$/m,
  );
  expect(status).toBe(3);
});
