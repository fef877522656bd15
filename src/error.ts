/** What went wrong, as a word that programs can test. Never changes its meaning once published. */
export type ErrorCode = string;

/**
 * The base of every error that this project throws on purpose: a code for programs, a line for people, and what
 * to do next. The cause, where there is one, is the standard `cause`.
 */
export class MapParityError extends Error {
  override readonly name: string = 'MapParityError';
  readonly code: ErrorCode;
  /** What the reader can do about it, as one sentence; empty where the message says it all. */
  readonly next: string;

  constructor(code: ErrorCode, message: string, options: { next?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.next = options.next ?? '';
  }
}
