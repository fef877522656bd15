import { closeSync, openSync } from 'node:fs';
import type { Program, Started } from './program.ts';
import { type StartOptions, start } from './start.ts';
import { missing } from './started.ts';

/**
 * Starts a program as `start` does, with its stdout going straight into a file, which is written anew: the stdout of the outcome
 * is empty. For maps that are too long to hold in memory. Never throws: a file that can't be opened is an oracle error too.
 */
export async function startInto(
  program: Program,
  args: readonly string[],
  folder: string,
  into: string,
  options: StartOptions,
): Promise<Started> {
  try {
    closeSync(openSync(into, 'w'));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return missing(program, `can't write its output to ${into}: ${code ?? message}`);
  }
  return start(program, args, folder, { ...options, into });
}
