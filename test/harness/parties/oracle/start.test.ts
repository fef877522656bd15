import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { heldTogether, mostTogether } from '../../../../src/harness/parties/child/child-output.ts';
import { openChildThreads } from '../../../../src/harness/parties/child/child-threads.ts';
import { runByNode } from '../../../../src/harness/parties/child/run-by-node.ts';
import { unscheduled } from '../../../../src/harness/parties/child/scheduler.ts';
import type { Oracle } from '../../../../src/harness/parties/oracle/oracle.ts';
import type { Program, Started } from '../../../../src/harness/parties/oracle/program.ts';
import { queryOracle } from '../../../../src/harness/parties/oracle/query-oracle.ts';
import { start } from '../../../../src/harness/parties/oracle/start.ts';
import { profileOf } from '../../../../src/map/profile/profile.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
const limits = { milliseconds: 20_000, bytes: 8 << 20 };

function shell(script: string): Program {
  return { file: '/bin/sh', leading: ['-c', script] };
}

function printed(started: Started): { stdout: string; stderr: string; end: object } {
  if (started.kind !== 'outcome') throw new Error(started.error.detail);
  const { stdout, stderr, end } = started.outcome;
  return { stdout: stdout.toString(), stderr: stderr.toString(), end };
}

const kindOf = (started: Started): string => (started.kind === 'error' ? started.error.kind : 'outcome');

/** Whether the process whose pid a script has written to a file is gone. */
function isGone(file = 'pid'): boolean {
  const pid = readFileSync(join(folder.path, file), 'utf8').trim();
  return !existsSync(`/proc/${pid}`) || / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
}

/** Waits until a script has written a file. */
async function written(name: string): Promise<void> {
  while (!existsSync(join(folder.path, name))) await pause(5);
}

const open = (): number => readdirSync('/proc/self/fd').length;

/** `start` on a thread of its own. */
const startInThread: typeof start = async (program, args, place, options) => {
  const threads = openChildThreads(1, options?.cancel);
  try {
    return await start(program, args, place, { ...options, scheduler: threads });
  } finally {
    await threads.close();
  }
};

/** `start` as on a system where posix_spawn wasn't tried. */
const startByNode: typeof start = (program, args, place, options) =>
  start(program, args, place, { ...options, scheduler: { ...unscheduled, run: runByNode } });

const ways = [
  ['start by posix_spawn', start],
  ['start in a thread', startInThread],
  ['start by node', startByNode],
] as const;

// At once: each waits for these five seconds.
test.concurrent.each(ways)(
  '%s kills a program that still runs five seconds after SIGTERM',
  async (way, run) => {
    const file = `pid of ${way}`;
    const stubborn = shell(`trap '' TERM; echo $$ > '${file}'; while :; do sleep 1; done`);
    const short = { ...limits, milliseconds: 300 };
    expect(kindOf(await run(stubborn, [], folder.path, { limits: short, killSignal: 'SIGTERM' }))).toBe(
      'hung',
    );
    expect(isGone(file)).toBe(true);
  },
);

describe.each(ways)('%s', (_, run) => {
  const sh = (script: string, cancel?: AbortSignal): Promise<Started> =>
    run(shell(script), [], folder.path, { limits, ...(cancel && { cancel }) });

  test('the outcome has stdout, stderr and the exit status', async () => {
    expect(printed(await sh('echo out; echo err >&2; exit 7'))).toEqual({
      stdout: 'out\n',
      stderr: 'err\n',
      end: { kind: 'exit', status: 7 },
    });
    expect(printed(await sh('exit 255'))).toEqual({
      stdout: '',
      stderr: '',
      end: { kind: 'exit', status: 255 },
    });
  });

  test('bytes stay as they are', async () => {
    const answer = await sh("printf '\\377\\000\\n'");
    expect(answer).toMatchObject({ outcome: { stdout: Buffer.from([255, 0, 10]) } });
  });

  test('the outcome has the signal that ended a program', async () => {
    expect(printed(await sh('kill -ABRT $$'))).toMatchObject({ end: { kind: 'signal', signal: 'SIGABRT' } });
    expect(printed(await sh('kill -SEGV $$'))).toMatchObject({ end: { kind: 'signal', signal: 'SIGSEGV' } });
  });

  test('both streams may have more than a pipe holds', async () => {
    const { stdout, stderr } = printed(
      await sh('head -c 3000000 /dev/zero & head -c 2000000 /dev/zero >&2; wait'),
    );
    expect([stdout.length, stderr.length]).toEqual([3_000_000, 2_000_000]);
  });

  test('name, environment and folder are fixed, and stdin is empty', async () => {
    vi.stubEnv('POSIXLY_CORRECT', '1');
    const env = { file: '/usr/bin/env', leading: [] };
    expect(
      printed(await run(env, [], folder.path, { limits }))
        .stdout.split('\n')
        .toSorted(),
    ).toEqual(['', 'LC_ALL=C', `PATH=${process.env.PATH}`]);
    vi.unstubAllEnvs();
    const { stdout } = printed(await sh("tr '\\000' ' ' < /proc/$$/cmdline | head -c 9; pwd; wc -c"));
    expect(stdout).toBe(`qemu-img ${folder.path}\n0\n`);
    const named = await run({ ...shell('cat /proc/$$/cmdline'), argv0: 'qemu-nbd' }, [], folder.path, {
      limits,
    });
    expect(printed(named).stdout).toMatch(/^qemu-nbd\0/);
  });

  test('arguments stay as they are', async () => {
    const print = { file: '/usr/bin/printf', leading: ['%s|'] };
    const words = ['a b', '', '"\'$x\\', 'naïve 💾', '-n'];
    expect(printed(await run(print, words, folder.path, { limits })).stdout).toBe(`${words.join('|')}|`);
  });

  test.each<[string, string, string | undefined]>([
    ['is not there', '/nowhere/qemu-img', undefined],
    ['is no program', 'plain', undefined],
    ['is to run in a folder that is not there', '/bin/true', '/nowhere'],
  ])('a program that %s is missing', async (_what, file, cwd) => {
    writeFileSync(join(folder.path, 'plain'), '');
    const program = { file: file === 'plain' ? join(folder.path, file) : file, leading: [] };
    expect(kindOf(await run(program, [], cwd ?? folder.path, { limits }))).toBe('missing');
  });

  test('arguments that no program can have are an oracle error', async () => {
    const printf = { file: '/usr/bin/printf', leading: [] };
    expect(kindOf(await run(printf, ['a\0b'], folder.path, { limits }))).toBe('missing');
    expect(kindOf(await run(printf, ['a'.repeat(1 << 20)], folder.path, { limits }))).toBe('missing');
  });

  test('kills a program that hangs', async () => {
    const hangs = shell('echo $$ > pid; exec sleep 600');
    expect(kindOf(await run(hangs, [], folder.path, { limits: { ...limits, milliseconds: 300 } }))).toBe(
      'hung',
    );
    expect(isGone()).toBe(true);
  });

  test.each(['', '>&2'])('kills a program that floods (%s)', async stream => {
    const floods = shell(`echo $$ > pid; exec yes ${stream}`);
    expect(kindOf(await run(floods, [], folder.path, { limits: { ...limits, bytes: 100_000 } }))).toBe(
      'flooded',
    );
    expect(isGone()).toBe(true);
  });

  test('the limit itself is no flood', async () => {
    const exact = shell('head -c 100000 /dev/zero');
    expect(kindOf(await run(exact, [], folder.path, { limits: { ...limits, bytes: 100_000 } }))).toBe(
      'outcome',
    );
    expect(kindOf(await run(exact, [], folder.path, { limits: { ...limits, bytes: 99_999 } }))).toBe(
      'flooded',
    );
  });

  test('kills a program that is cancelled, even before its start', async () => {
    const cancel = new AbortController();
    rmSync(join(folder.path, 'begun'), { force: true });
    const running = sh('echo $$ > pid; touch begun; exec sleep 600', cancel.signal);
    await written('begun');
    cancel.abort();
    expect(printed(await running).end).toMatchObject({ kind: 'cut' });
    expect(isGone()).toBe(true);
    await sh('exec sleep 600', cancel.signal);
  });

  test('sends the given signal to a program that is cancelled', async () => {
    const cancel = new AbortController();
    rmSync(join(folder.path, 'begun'), { force: true });
    const ending = shell("trap 'echo bye; exit 5' TERM; touch begun; while :; do sleep 0.01; done");
    const running = run(ending, [], folder.path, {
      limits,
      cancel: cancel.signal,
      killSignal: 'SIGTERM',
    });
    await written('begun');
    cancel.abort();
    expect(printed(await running)).toMatchObject({ stdout: 'bye\n', end: { kind: 'exit', status: 5 } });
  });

  test('leaves no descriptor open', async () => {
    await sh('true');
    const before = open();
    const failing = run({ file: '/nowhere', leading: [] }, [], folder.path, { limits });
    await Promise.all([sh('true'), sh('echo much; exit 3'), failing, sh('kill -KILL $$')]);
    expect(open()).toBe(before);
  });

  test('kills the grandchildren of a program that hangs', async () => {
    const hangs = shell('sleep 600 & echo $! > pid; wait');
    expect(kindOf(await run(hangs, [], folder.path, { limits: { ...limits, milliseconds: 300 } }))).toBe(
      'hung',
    );
    while (!isGone()) await pause(5);
  });

  test('kills a grandchild that outlives its program, and does not wait until it closes the pipes', async () => {
    const leaves = shell('sleep 600 & echo $! > pid; echo out; exit 0');
    expect(printed(await run(leaves, [], folder.path, { limits })).stdout).toBe('out\n');
    while (!isGone()) await pause(5);
  });

  test('the limit holds for stdout and stderr together', async () => {
    const both = shell('head -c 60000 /dev/zero; head -c 60000 /dev/zero >&2');
    expect(kindOf(await run(both, [], folder.path, { limits: { ...limits, bytes: 100_000 } }))).toBe(
      'flooded',
    );
  });

  test('of all that programs print at once 256 MiB are held; one that prints a megabyte is never hurt', async () => {
    Atomics.add(heldTogether(), 0, mostTogether);
    try {
      const [large, small] = [shell('head -c 2000000 /dev/zero'), shell('head -c 1000000 /dev/zero')];
      expect(await run(large, [], folder.path, { limits })).toMatchObject({
        error: { kind: 'flooded', detail: expect.stringContaining('all programs together') },
      });
      expect(printed(await run(small, [], folder.path, { limits })).stdout.length).toBe(1_000_000);
    } finally {
      Atomics.sub(heldTogether(), 0, mostTogether);
    }
    expect(heldTogether()[0]).toBe(0);
  });

  test('a program inherits no blocked or ignored signal, and no descriptor of ours', async () => {
    const ours = openSync('/dev/null', 'r');
    const shows = shell('grep -E "^Sig(Blk|Ign):" /proc/self/status; exec ls /proc/self/fd');
    const { stdout } = printed(await run(shows, [], folder.path, { limits }));
    closeSync(ours);
    const [blocked, ignored, ...descriptors] = stdout.split('\n');
    expect(blocked).toBe('SigBlk:\t0000000000000000');
    // 32 and 33 are glibc's own, which it ignores in what it spawns until that takes them for itself.
    expect(ignored).toMatch(/^SigIgn:\t0000000[01][08]0000000$/);
    expect(descriptors).toEqual(expect.arrayContaining(['0', '1', '2']));
    expect(descriptors).not.toContain(String(ours));
  });

  test('runs many at once', async () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      run(shell(`echo ${index}; exit ${index}`), [], folder.path, { limits }),
    );
    const ends = (await Promise.all(many)).map(printed);
    expect(ends.map(({ stdout }) => stdout)).toEqual(ends.map((_, index) => `${index}\n`));
    expect(ends.map(({ end }) => end)).toEqual(ends.map((_, status) => ({ kind: 'exit', status })));
  });
});

describe('an answer without a word of qemu-img', () => {
  const mismatch = 'contents mismatch at offset 3';
  test.each([
    [`blkverify: read offset=0 bytes=512 ${mismatch}`, 'file.driver=blkverify', 'outcome'],
    ['blkverify: read offset=0 bytes=512 return value mismatch 0 != -5', 'blkverify:a:b', 'outcome'],
    [`quorum: offset=0 bytes=512 ${mismatch}`, 'file.driver=quorum', 'outcome'],
    [`quorum: offset=0 bytes=512 ${mismatch}`, 'file.driver=blkverify', 'error'],
    ['blkverify: no such thing', 'file.driver=blkverify', 'error'],
  ])('%s, where %s is requested, is an %s', async (line, name, kind) => {
    const oracle: Oracle = {
      name: 'fake',
      banner: 'fake',
      profile: profileOf('11.1'),
      program: shell(`echo '${line}' >&2; exit 1`),
      nbd: { kind: 'incomplete', reason: 'none' },
    };
    expect(await queryOracle(oracle, [name], folder.path)).toMatchObject({ kind });
  });
});
