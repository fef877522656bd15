import { setImmediate } from 'node:timers/promises';
import { strerror } from '../map/file/strerror.ts';

/** An ear for what becomes of the output. */
export interface Output {
  /** What was lost of stdout, in words; undefined where nothing was, or its reader has gone and wants no more. */
  readonly settled: () => Promise<string | undefined>;
}

/**
 * Listens for failures of stdout and stderr, which else end the process with a stack trace, or, written by console.log, go
 * unnoticed. A reader that has gone (`| head -1`) ends nothing: files and verdict are to be had still.
 */
export function listenToOutput(): Output {
  let lost: NodeJS.ErrnoException | undefined;
  const onStdout = (error: NodeJS.ErrnoException): void => {
    if (error.code !== 'EPIPE') lost ??= error;
  };
  const onStderr = (): void => {};
  process.stdout.on('error', onStdout);
  process.stderr.on('error', onStderr);
  return {
    settled: async () => {
      // A failed write is told a turn later.
      await setImmediate();
      process.stdout.off('error', onStdout);
      process.stderr.off('error', onStderr);
      return lost === undefined ? undefined : (strerror(lost) ?? lost.message);
    },
  };
}
