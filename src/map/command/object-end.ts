import type { ByteString } from '../basics/byte-string.ts';
import { Refusal, Unsupported } from '../basics/error.ts';
import { Confined } from '../file/confined.ts';
import type { EarlyEnd } from './early-end.ts';

/** A command line that ends because of an object, and its lines on stderr. */
export interface ObjectEnd {
  readonly result: EarlyEnd;
  readonly lines: readonly ByteString[];
}

/**
 * Calls `make`, and turns its help text or its error into the end of the command line.
 *
 * @param make makes objects; returns the help text that one of them asks for
 * @returns undefined if the command line goes on
 */
export function objectEnd(make: () => ByteString | undefined): ObjectEnd | undefined {
  try {
    const text = make();
    return text === undefined ? undefined : { result: { kind: 'object-help', text }, lines: [] };
  } catch (error) {
    if (error instanceof Confined) return { result: { kind: 'confined', error }, lines: [] };
    if (error instanceof Unsupported) {
      return { result: { kind: 'unsupported', reason: error.message }, lines: [] };
    }
    if (!(error instanceof Refusal)) throw error;
    return { result: { kind: 'misuse' }, lines: [`qemu-img: ${error.text}`, ...error.hints] };
  }
}
