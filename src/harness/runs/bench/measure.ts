import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { koffi } from '../../../map/host/nodejs/c-library/koffi.ts';
import { HarnessError } from '../../basics/harness-error.ts';
import { startEnvironment } from '../../parties/oracle/program.ts';

/** The cost of one process, from its start to its end. */
export interface Usage {
  /** User and system time of all threads, in seconds. */
  readonly cpu: number;
  /** Seconds from just before the start to the end. */
  readonly wall: number;
  /** Peak memory, in bytes. */
  readonly memory: number;
}

/**
 * The shell starts a child that waits for a line on descriptor 3, prints the process id of the child and ends. Only then
 * does the child get its line and run the command: if it ended before its parent, the kernel's figures could be lost.
 */
const script = 'out=$1; shift; { read -r _ <&3; exec "$@" >"$out" 3<&-; } & echo $!';

/** How a process ended, and what it cost. */
export interface Ended extends Usage {
  /** The status of wait(2): zero is success. */
  readonly waitStatus: number;
}

/**
 * As `measureEnd`.
 *
 * @throws HarnessError `bench-run` if the command fails
 */
export async function measure(command: readonly string[], folder: string, stdout: string): Promise<Usage> {
  const { waitStatus, ...usage } = await measureEnd(command, folder, stdout);
  if (waitStatus === 0) return usage;
  throw new HarnessError('bench-run', `${command.join(' ')} failed (wait status ${waitStatus})`);
}

/**
 * Runs `command` to its end in `folder`, writes its stdout to the file `stdout`, and reads from the kernel what it cost. A
 * shell starts it and ends at once: the kernel reports as the peak memory of a process at least the memory that its parent
 * had at the fork, and this process has far more than a map.
 *
 * @param stderr where it goes: to that of this process, or nowhere
 */
export async function measureEnd(
  command: readonly string[],
  folder: string,
  stdout: string,
  stderr: 'inherit' | 'ignore' = 'inherit',
): Promise<Ended> {
  const calls = libc();
  const shell = spawn('/bin/sh', ['-c', script, 'sh', stdout, ...command], {
    cwd: folder,
    env: startEnvironment(),
    stdio: ['ignore', 'pipe', stderr, 'pipe'],
  });
  const [[line]] = await Promise.all([once(shell.stdout!, 'data'), once(shell, 'exit')]);
  const pid = Number(line);
  const onExit = (): void => {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  };
  process.once('exit', onExit);
  const began = performance.now();
  (shell.stdio[3] as Writable).end('\n');
  const { status: waitStatus, usage } = await calls.waitFor(pid);
  const wall = (performance.now() - began) / 1000;
  process.off('exit', onExit);
  const seconds = (at: number): number =>
    Number(usage.readBigInt64LE(at)) + Number(usage.readBigInt64LE(at + 8)) / 1e6;
  return { waitStatus, cpu: seconds(0) + seconds(16), wall, memory: Number(usage.readBigInt64LE(32)) * 1024 };
}

interface Libc {
  /** wait4(2): the status of wait(2), and a struct rusage. */
  waitFor(pid: number): Promise<{ status: number; usage: Buffer }>;
}

const PR_SET_CHILD_SUBREAPER = 36;

let loaded: Libc | undefined;

/** Loads the C library. From the first call on, orphaned processes become children of this one. */
function libc(): Libc {
  loaded ??= load();
  return loaded;
}

function load(): Libc {
  const library = koffi();
  if (library === undefined || process.platform !== 'linux') {
    throw new HarnessError('no-koffi', 'the cost of a process can be measured on Linux only, with koffi');
  }
  const c = library.load(null);
  c.func('int prctl(int option, unsigned long value)')(PR_SET_CHILD_SUBREAPER, 1);
  const wait4 = c.func('int wait4(int pid, void *status, int options, void *usage)');
  return {
    waitFor: pid =>
      new Promise((resolve, reject) => {
        const [status, usage] = [Buffer.alloc(4), Buffer.alloc(144)];
        wait4.async(pid, status, 0, usage, (error: unknown, ended: number) => {
          if (error === null && ended === pid) resolve({ status: status.readInt32LE(0), usage });
          else
            reject(
              new HarnessError('bench-run', 'wait4 did not report the end of a process', { cause: error }),
            );
        });
      }),
  };
}
