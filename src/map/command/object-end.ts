import type { ByteString } from '../basics/byte-string.ts';
import { MapError, Refusal, Unsupported } from '../basics/error.ts';
import type { Notice } from '../basics/notice.ts';
import type { EarlyEnd } from './early-end.ts';

/** What making objects leads to: the lines on stderr, and the end of the command line if it ends because of them. */
export interface ObjectEnd {
  readonly result?: EarlyEnd;
  readonly lines: readonly ByteString[];
}

/**
 * Calls `make`, and turns its help text or its error into the end of the command line.
 *
 * @param make makes objects; returns the help text that one of them asks for
 */
export function objectEnd(make: (notice: Notice) => ByteString | undefined): ObjectEnd {
  const lines: ByteString[] = [];
  try {
    const text = make(notice => lines.push(notice.replace(/\n$/, '')));
    return text === undefined ? { lines } : { result: { kind: 'object-help', text }, lines };
  } catch (error) {
    if (error instanceof Unsupported) {
      return { result: { kind: 'unsupported', reason: error.message }, lines };
    }
    if (error instanceof Refusal) {
      return { result: { kind: 'misuse' }, lines: [...lines, `qemu-img: ${error.text}`, ...error.hints] };
    }
    if (!(error instanceof MapError)) throw error;
    return { result: { kind: 'own-error', error }, lines };
  }
}
