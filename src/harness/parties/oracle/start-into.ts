import { closeSync, fstatSync, openSync } from 'node:fs';
import { runByNode } from '../child/run-by-node.ts';
import { commandOf, type Program, type Started, type StartLimits } from './program.ts';
import { flooded, missing, startedOf } from './started.ts';

/** Milliseconds between looks at the size of the file. */
const interval = 250;

/** Where the stdout of a program goes, and what its run may cost. */
export interface StartIntoOptions {
  /** The file is written anew. */
  readonly path: string;
  readonly limits: StartLimits;
  /** Ends the program. */
  readonly cancel?: AbortSignal | undefined;
}

/**
 * Starts a program as `start` does, with its stdout going straight into a file: the stdout of the outcome is empty. For maps
 * that are too long to hold in memory. Never throws: a file that can't be opened is an oracle error too.
 */
export async function startInto(
  program: Program,
  args: readonly string[],
  folder: string,
  { path, limits, cancel }: StartIntoOptions,
): Promise<Started> {
  const stdout = opened(path);
  if (typeof stdout === 'string') return missing(program, `can't write its output to ${path}: ${stdout}`);
  const overflow = new AbortController();
  const watch = setInterval(() => {
    if (fstatSync(stdout).size > limits.bytes) overflow.abort();
  }, interval);
  try {
    const stop = AbortSignal.any([overflow.signal, ...(cancel === undefined ? [] : [cancel])]);
    const command = commandOf(program, args, folder);
    const all = { ...limits, killSignal: 'SIGKILL' } as const;
    const run = await runByNode(command, all, stop, stdout);
    return overflow.signal.aborted ? flooded(limits) : startedOf(run, program, all);
  } finally {
    clearInterval(watch);
    closeSync(stdout);
  }
}

/** A descriptor of a new file, or the code of the error. */
function opened(path: string): number | string {
  try {
    return openSync(path, 'w');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? (error as Error).message;
  }
}
