import { errnoText } from '../c-library/errno-text.ts';

/** What became of a call: it failed, or the wait for it was over before it was. */
type Failure = 'failed' | 'timed out';

/** A system call failed. */
export class SystemCallError extends Error {
  override readonly name: string = 'SystemCallError';
  readonly kind: Failure;

  /** @param message the text of the C library for the error */
  constructor(message: string, kind: Failure = 'failed') {
    super(message);
    this.kind = kind;
  }

  /** The error of a call on a socket that has left this number in `errno`. */
  static ofSocket(errno: number): SystemCallError {
    const isTimeout = errno === EINPROGRESS || errno === EAGAIN;
    return new SystemCallError(errnoText(errno), isTimeout ? 'timed out' : 'failed');
  }
}

const EINPROGRESS = 115;
const EAGAIN = 11;
