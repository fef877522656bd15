import { spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync } from 'node:fs';
import { type Program, type Started, type StartLimits, startEnv } from './start.ts';
import { flooded, hung, missing } from './start-errors.ts';

const watchMilliseconds = 250;

/**
 * Starts a program as `start` does, with its stdout going straight into a new file at `path`: the stdout of the outcome
 * is empty. For maps too long to hold. Never throws; stderr is small, since qemu-img says one thing of a kind.
 */
export async function startInto(
  path: string,
  program: Program,
  args: readonly string[],
  folder: string,
  limits: StartLimits,
  cancel?: AbortSignal,
): Promise<Started> {
  const stdout = openSync(path, 'w');
  const child = spawn(program.file, [...program.leading, ...args], {
    argv0: program.argv0 ?? 'qemu-img',
    cwd: folder,
    env: startEnv(),
    stdio: ['ignore', stdout, 'pipe'],
  });
  let stopped: Started | undefined;
  const stop = (why?: Started): void => {
    stopped ??= why;
    child.kill('SIGKILL');
  };
  const begun = performance.now();
  const watch = setInterval(() => {
    if (fstatSync(stdout).size > limits.bytes) stop(flooded(limits));
    if (performance.now() - begun > limits.milliseconds) stop(hung(limits));
  }, watchMilliseconds);
  const cancelled = (): void => stop();
  cancel?.addEventListener('abort', cancelled);
  try {
    return await new Promise<Started>(resolve => {
      const stderr: Buffer[] = [];
      child.stderr!.on('data', (chunk: Buffer) => stderr.push(chunk));
      child.on('error', ({ code }: NodeJS.ErrnoException) => resolve(missing(program, String(code))));
      child.on('close', (status, signal) => {
        const end =
          signal === null ? { kind: 'exit' as const, status: status! } : { kind: 'signal' as const, signal };
        const outcome = { stdout: Buffer.alloc(0), stderr: Buffer.concat(stderr), end };
        resolve(stopped ?? { kind: 'outcome', outcome });
      });
    });
  } finally {
    cancel?.removeEventListener('abort', cancelled);
    clearInterval(watch);
    closeSync(stdout);
  }
}
