import { setImmediate } from 'node:timers/promises';
import { strerror } from '../../map/file/strerror.ts';

/** Notices failed writes of stdout. */
export interface Output {
  /** Why output was lost; undefined if none was, or if its reader closed the pipe. */
  readonly settled: () => Promise<string | undefined>;
}

/**
 * Listens for write errors of stdout and stderr. Otherwise they end the process with a stack trace, or go unnoticed if
 * console.log writes. A closed pipe (`| head -1`) doesn't end the run: its files and its verdict still count.
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
      // A failed write is reported one turn later.
      await setImmediate();
      process.stdout.off('error', onStdout);
      process.stderr.off('error', onStderr);
      return lost === undefined ? undefined : (strerror(lost) ?? lost.message);
    },
  };
}
