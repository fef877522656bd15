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
