import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fstatSync } from 'node:fs';
import { ChildOutput } from './child-output.ts';
import {
  type ChildCommand,
  type ChildEnd,
  type ChildLimits,
  type ChildRun,
  gracePeriod,
  type RunChild,
  type StopReason,
} from './child-run.ts';
import { openInto } from './open-into.ts';
import { killAtExit, signalGroup } from './process-group.ts';

/** Milliseconds between looks at the size of the file that stdout goes into. */
const interval = 250;

/**
 * `RunChild` by node's own spawn, which works on every system. What the child leaves running is killed when it ends. A start
 * costs 0.9 ms of our CPU where execa costs 1.8 (300 starts of /bin/true, two at a time).
 */
export const runByNode: RunChild = async (command, limits, cancel) => {
  if (command.into === undefined) return run(command, limits, cancel);
  const stdout = openInto(command.into);
  if (typeof stdout === 'string') return { kind: 'failed', code: stdout };
  try {
    return await run(command, limits, cancel, stdout);
  } finally {
    closeSync(stdout);
  }
};

/** @param stdout the descriptor of the file that its stdout goes into */
async function run(
  command: ChildCommand,
  limits: ChildLimits,
  cancel?: AbortSignal,
  stdout?: number,
): Promise<ChildRun> {
  const began = performance.now();
  const child = spawnByNode(command, stdout);
  if (typeof child === 'string') return { kind: 'failed', code: child };
  const { pid } = child;
  // Node reports the error in the next tick, as the event `error`.
  if (pid === undefined) return new Promise(resolve => child.on('error', failed(resolve)));
  let stopped: StopReason | undefined;
  let signal: NodeJS.Signals = limits.killSignal;
  const stop = (reason: StopReason): void => {
    stopped ??= reason;
    signalGroup(pid, signal);
    signal = 'SIGKILL';
    clearTimeout(timer);
    timer = setTimeout(stop, gracePeriod, reason);
  };
  let timer = setTimeout(stop, limits.milliseconds, 'hung');
  const onCancel = (): void => stop('cancelled');
  if (cancel?.aborted) onCancel();
  else cancel?.addEventListener('abort', onCancel);
  const atExit = killAtExit(pid);
  const output = new ChildOutput(limits.bytes);
  const measuring =
    stdout === undefined
      ? undefined
      : setInterval(() => {
          if (fstatSync(stdout).size > limits.bytes && stopped === undefined) stop('flooded');
        }, interval);
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.on('data', (chunk: Buffer) => {
      const overflow = output.keep(name, chunk);
      if (overflow !== undefined && stopped === undefined) stop(overflow);
    });
  }
  // Otherwise `close` would wait for grandchildren that hold the pipes open.
  child.on('exit', () => signalGroup(pid, 'SIGKILL'));
  const end = await new Promise<ChildEnd>(resolve => {
    child.on('close', (status, name) =>
      resolve(name === null ? { kind: 'exit', status: status! } : { kind: 'signal', signal: name }),
    );
  });
  atExit.disown();
  clearTimeout(timer);
  clearInterval(measuring);
  cancel?.removeEventListener('abort', onCancel);
  return { kind: 'ended', ...output.take(), end, milliseconds: performance.now() - began, stopped };
}

/** The child, or the name of the error: node throws some of them and reports others by an event. */
function spawnByNode(
  { file, argv: [argv0, ...args], env, folder }: ChildCommand,
  stdout: number | undefined,
): ChildProcess | string {
  try {
    return spawn(file, args, {
      argv0: argv0!,
      cwd: folder,
      env,
      detached: true,
      stdio: ['ignore', stdout ?? 'pipe', 'pipe'],
    });
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}

const failed =
  (resolve: (run: ChildRun) => void) =>
  ({ code }: NodeJS.ErrnoException): void =>
    resolve({ kind: 'failed', code: String(code) });
