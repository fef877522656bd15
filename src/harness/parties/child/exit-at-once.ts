import { libc } from './libc.ts';

/**
 * Ends this process, after its listeners for `exit` have cleaned up. Worker threads are not stopped first, as `process.exit` does: node
 * aborts, with a stack trace, if one of them is just looking up a function of the C library, or inflates a cluster.
 */
export function exitAtOnce(status: number): never {
  process.once('exit', () => libc()?.exit(status));
  process.exit(status);
}
