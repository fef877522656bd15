import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Libc, libc } from '../../../../src/harness/parties/child/libc.ts';
import { runByPosixSpawn } from '../../../../src/harness/parties/child/run-by-posix-spawn.ts';

const real = libc()!;
const command = { file: '/bin/true', argv: ['true'], env: {}, folder: '/' };
const limits = { milliseconds: 20_000, bytes: 1 << 20, killSignal: 'SIGKILL' } as const;

const EMFILE = 24;
const EAGAIN = 11;

/** Lets the first `times` calls through; all others fail. */
function failing(call: Libc['pipe2'], times: number): Libc['pipe2'] {
  let calls = 0;
  return (ends, flags) => (calls++ < times ? call(ends, flags) : -1);
}

test.each<[string, Partial<Libc>, string]>([
  ['a first pipe', { pipe2: failing(real.pipe2, 0), errno: () => EMFILE }, 'EMFILE'],
  ['a second pipe', { pipe2: failing(real.pipe2, 1), errno: () => EMFILE }, 'EMFILE'],
  ['another process', { spawn: async () => EAGAIN }, 'EAGAIN'],
])('without room for %s the error is reported, and no descriptor stays open', async (_, refusals, code) => {
  await runByPosixSpawn(real, command, limits);
  const before = readdirSync('/proc/self/fd').length;
  expect(await runByPosixSpawn({ ...real, ...refusals }, command, limits)).toEqual({
    kind: 'failed',
    code,
  });
  expect(readdirSync('/proc/self/fd')).toHaveLength(before);
});

test('a child whose exit status other code took is lost, and not waited for', async () => {
  const libcOfAnother: Libc = { ...real, waitpid: () => -1 };
  expect(await runByPosixSpawn(libcOfAnother, command, limits)).toMatchObject({ end: { kind: 'lost' } });
});

test('the end of a child is noticed without SIGCHLD, which worker threads never get', async () => {
  const listeners = process.listeners('SIGCHLD');
  process.removeAllListeners('SIGCHLD');
  try {
    expect(await runByPosixSpawn(real, command, limits)).toMatchObject({ end: { kind: 'exit', status: 0 } });
  } finally {
    for (const listener of listeners) process.on('SIGCHLD', listener);
  }
});
