import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { libc } from '../../../../src/harness/parties/child/libc.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
const command = { file: '/bin/sh', argv: ['sh', '-c', 'echo out; exit 3'], env: {}, folder: '/' };
const limits = { milliseconds: 20_000, bytes: 1 << 20, killSignal: 'SIGKILL' } as const;
const ended = { kind: 'ended', stdout: Buffer.from('out\n'), end: { kind: 'exit', status: 3 } };

test('posix_spawn is used on glibc x86_64: only its speed would show that it is not', () => {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  const isTried = process.arch === 'x64' && header.glibcVersionRuntime !== undefined;
  expect(libc() !== undefined).toBe(isTried);
});

// The modules anew, as on a processor on which posix_spawn was never tried.
const { arch } = process;
beforeAll(() => {
  vi.resetModules();
  Object.defineProperty(process, 'arch', { value: 'riscv64' });
});
afterAll(() => void Object.defineProperty(process, 'arch', { value: arch }));

test('on other systems children run by node', async () => {
  const modules = await import('../../../../src/harness/parties/child/libc.ts');
  expect(modules.libc()).toBeUndefined();
  const { runChild } = await import('../../../../src/harness/parties/child/run-child.ts');
  expect(await runChild(command, limits)).toMatchObject(ended);
});

test('on other systems each thread runs one child at a time all the same', async () => {
  const { openChildThreads } = await import('../../../../src/harness/parties/child/child-threads.ts');
  const threads = openChildThreads(1);
  const alone = {
    ...command,
    argv: ['sh', '-c', 'mkdir "$0" || exit 9; sleep 0.05; rmdir "$0"', `${folder.path}/runs`],
  };
  try {
    const runs = await Promise.all(
      [1, 2, 3].map(() => threads.run({ ...alone, env: { PATH: '/usr/bin:/bin' } }, limits)),
    );
    expect(runs.map(run => run.kind === 'ended' && run.end)).toEqual(
      Array(3).fill({ kind: 'exit', status: 0 }),
    );
  } finally {
    await threads.close();
  }
});
