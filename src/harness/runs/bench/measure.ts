import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { koffi } from '../../../map/file/koffi.ts';
import { HarnessError } from '../../basics/harness-error.ts';
import { startEnv } from '../../parties/oracle/start.ts';

/** What one whole process took. */
export interface Usage {
  /** User and system time of all its threads, in seconds. */
  readonly cpu: number;
  /** From just before its start to its end, in seconds. */
  readonly wall: number;
  /** The most memory that it held, in bytes. */
  readonly memory: number;
}

/**
 * The shell starts the command behind a gate, says its number, and ends. Only then is the gate opened: of a program that
 * ends before its parent does the kernel's figures may be lost.
 */
const script = 'out=$1; shift; { read -r _ <&3; exec "$@" >"$out" 3<&-; } & echo $!';

/**
 * Runs `command` to its end in `folder`, its stdout to the file `stdout`, and asks the kernel what it took. A shell that
 * ends at once leaves it to us, for the kernel counts as the peak memory of a process at least what its parent had when
 * it forked, and this process has far more than a map.
 *
 * @throws HarnessError `bench-run` where it fails
 */
export async function measure(command: readonly string[], folder: string, stdout: string): Promise<Usage> {
  const calls = libc();
  const shell = spawn('/bin/sh', ['-c', script, 'sh', stdout, ...command], {
    cwd: folder,
    env: startEnv(),
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  });
  const [[said]] = await Promise.all([once(shell.stdout!, 'data'), once(shell, 'exit')]);
  const pid = Number(said);
  const onExit = (): unknown => process.kill(pid, 'SIGKILL');
  process.once('exit', onExit);
  const begun = performance.now();
  (shell.stdio[3] as Writable).end('\n');
  const { status, usage } = await calls.waitFor(pid);
  const wall = (performance.now() - begun) / 1000;
  process.off('exit', onExit);
  if (status !== 0)
    throw new HarnessError('bench-run', `${command.join(' ')} failed (wait status ${status})`);
  const seconds = (at: number): number =>
    Number(usage.readBigInt64LE(at)) + Number(usage.readBigInt64LE(at + 8)) / 1e6;
  return { cpu: seconds(0) + seconds(16), wall, memory: Number(usage.readBigInt64LE(32)) * 1024 };
}

interface Libc {
  /** wait4(2): a status as wait(2) gives it, and a struct rusage. */
  waitFor(pid: number): Promise<{ status: number; usage: Buffer }>;
}

const PR_SET_CHILD_SUBREAPER = 36;

let loaded: Libc | undefined;

/** From the first call on, processes whose parents have ended are children of this one. */
function libc(): Libc {
  loaded ??= load();
  return loaded;
}

function load(): Libc {
  const library = koffi();
  if (library === undefined || process.platform !== 'linux') {
    throw new HarnessError('no-koffi', 'what processes take can be measured on Linux only, with koffi');
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
          else reject(new HarnessError('bench-run', 'the end of a process was not seen', { cause: error }));
        });
      }),
  };
}
