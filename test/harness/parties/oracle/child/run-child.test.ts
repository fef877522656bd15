import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Libc, libc } from '../../../../../src/harness/parties/oracle/child/libc.ts';
import { runChild } from '../../../../../src/harness/parties/oracle/child/run-child.ts';

const real = libc()!;
const spawning = { file: '/bin/true', argv: ['true'], env: [], folder: '/' };
const limits = { milliseconds: 20_000, bytes: 1 << 20, killSignal: 'SIGKILL' } as const;

const EMFILE = 24;
const EAGAIN = 11;

/** The first `times` calls are made, all others fail. */
function failing(call: Libc['pipe2'], times: number): Libc['pipe2'] {
  let calls = 0;
  return (ends, flags) => (calls++ < times ? call(ends, flags) : -1);
}

test.each<[string, Partial<Libc>, string]>([
  ['a first pipe', { pipe2: failing(real.pipe2, 0), errno: () => EMFILE }, 'EMFILE'],
  ['a second pipe', { pipe2: failing(real.pipe2, 1), errno: () => EMFILE }, 'EMFILE'],
  ['another process', { spawn: async () => EAGAIN }, 'EAGAIN'],
])(
  'a host that has no room for %s is told by its error, and nothing stays open',
  async (_, refusals, code) => {
    await runChild(real, spawning, limits);
    const before = readdirSync('/proc/self/fd').length;
    expect(await runChild({ ...real, ...refusals }, spawning, limits)).toEqual({ kind: 'failed', code });
    expect(readdirSync('/proc/self/fd')).toHaveLength(before);
  },
);

test('a child whose exit status was taken by something else is not waited for', async () => {
  const libcOfAnother: Libc = { ...real, waitpid: () => -1 };
  expect(await runChild(libcOfAnother, spawning, limits)).toMatchObject({ end: { kind: 'lost' } });
});

test('a wait ends without SIGCHLD, which worker threads never see', async () => {
  const listeners = process.listeners('SIGCHLD');
  process.removeAllListeners('SIGCHLD');
  try {
    expect(await runChild(real, spawning, limits)).toMatchObject({ end: { kind: 'exit', status: 0 } });
  } finally {
    for (const listener of listeners) process.on('SIGCHLD', listener);
  }
});
