import { libc } from './libc.ts';

/** Ends this process, after its listeners for `exit` have cleaned up, as `endWithThreads` says. */
export function exitAtOnce(status: number): never {
  endWithThreads();
  process.exit(status);
}

/**
 * From now on worker threads aren't stopped when this process exits, as node does: it aborts, with a stack trace, if one of them is just
 * looking up a function of the C library, or inflates a cluster. They end with the process, after the listeners for `exit` that are there.
 *
 * @returns takes that back
 */
export function endWithThreads(): () => void {
  const end = (status: number): void => libc()?.exit(status);
  process.once('exit', end);
  return () => process.off('exit', end);
}
