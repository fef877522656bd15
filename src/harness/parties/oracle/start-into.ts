import { closeSync, fstatSync, openSync } from 'node:fs';
import { runByNode } from '../child/run-by-node.ts';
import { commandOf, type Program, type Started, type StartLimits } from './program.ts';
import { flooded, startedOf } from './started.ts';

/** Milliseconds between looks at the size of the file. */
const interval = 250;

/**
 * Starts a program as `start` does, with its stdout going straight into a new file at `path`: the stdout of the outcome is
 * empty. For maps that are too long to hold in memory. Never throws.
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
  const overflow = new AbortController();
  const watch = setInterval(() => {
    if (fstatSync(stdout).size > limits.bytes) overflow.abort();
  }, interval);
  try {
    const stop = AbortSignal.any([overflow.signal, ...(cancel === undefined ? [] : [cancel])]);
    const command = commandOf(program, args, folder);
    const run = await runByNode(command, { ...limits, killSignal: 'SIGKILL' }, stop, stdout);
    return overflow.signal.aborted ? flooded(limits) : startedOf(run, program, limits);
  } finally {
    clearInterval(watch);
    closeSync(stdout);
  }
}
