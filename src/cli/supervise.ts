import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { scratchCandidates } from '../harness/files/scratch.ts';
import { removeStaleScratch } from '../harness/files/stale-scratch.ts';
import { exitAtOnce } from '../harness/parties/child/exit-at-once.ts';
import { signalGroup } from '../harness/parties/child/process-group.ts';
import { listenForInterrupt } from './terminal/interrupt.ts';
import { complain } from './terminal/print.ts';

/** Set in the environment of a supervised process. */
const mark = 'MAP_PARITY_SUPERVISED';

/** Milliseconds that a supervised process has to end by itself, and to report its result so far. */
const grace = 500;

/** Whether this process is one that `supervised` has started. */
export function isSupervised(): boolean {
  return process.env[mark] !== undefined;
}

/** Ends this process when the one that supervises it is gone. */
export function endWithSupervisor(): void {
  process.once('disconnect', () => exitAtOnce(1));
  // This listener alone is no reason to go on.
  process.channel?.unref();
}

/**
 * Runs a command of this program in a process of its own, and heeds signals while that computes: the map of a sweep keeps a
 * thread busy for many seconds, in which no signal is handled. What it leaves after when it is killed is removed.
 *
 * @returns its exit status, or the one for the signal that interrupted it
 */
export async function supervised(args: readonly string[]): Promise<number> {
  const interruption = listenForInterrupt();
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1]!, ...args], {
    env: { ...process.env, [mark]: '1' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // A process group of its own: Ctrl-C goes to this process, which passes it on.
    detached: true,
  });
  const pid = child.pid!;
  let killed = false;
  const kill = (): void => {
    killed = true;
    signalGroup(pid, 'SIGKILL');
  };
  process.on('exit', kill);
  let timer: NodeJS.Timeout | undefined;
  interruption.signal.addEventListener('abort', () => {
    child.kill('SIGTERM');
    timer = setTimeout(kill, grace);
  });
  const [status, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  process.off('exit', kill);
  clearTimeout(timer);
  interruption.release();
  if (killed) {
    for (const parent of scratchCandidates()) removeStaleScratch(parent);
    complain('interrupted: nothing is proved');
  }
  return interruption.status() ?? status ?? 128 + constants.signals[signal!];
}
