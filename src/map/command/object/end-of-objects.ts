import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal, Unsupported } from '../../basics/error.ts';
import type { NoRequest } from '../scan-options.ts';

/** Why a command line comes to its end with an object, and the lines that go to stderr. */
export interface EndOfObjects {
  readonly result: NoRequest;
  readonly lines: readonly ByteString[];
}

/** Makes objects by `make`, which gives what is to be printed instead of a map; undefined where all goes on. */
export function endOfObjects(make: () => ByteString | undefined): EndOfObjects | undefined {
  try {
    const text = make();
    return text === undefined ? undefined : { result: { kind: 'object-help', text }, lines: [] };
  } catch (error) {
    if (error instanceof Unsupported) {
      return { result: { kind: 'unsupported', reason: error.message }, lines: [] };
    }
    if (!(error instanceof Refusal)) throw error;
    return { result: { kind: 'misuse' }, lines: [`qemu-img: ${error.text}`, ...error.hints] };
  }
}
