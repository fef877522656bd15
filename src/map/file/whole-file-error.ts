import type { ByteString } from '../basics/byte-string.ts';
import { Refusal } from '../basics/error.ts';

/** What fails: to find a file that may be read, to open it, or to read it. A regular file with bytes is read `at once`. */
export type FailedStep = 'find' | 'open' | 'read at once' | 'read';

const words: Readonly<Record<FailedStep, string>> = {
  find: 'Failed to open file',
  open: 'Failed to open file',
  'read at once': 'Failed to read from file',
  read: 'Error reading file',
};

/** A file that qemu reads whole, by GLib, can't be read. */
export class WholeFileError extends Refusal {
  override readonly name: string = 'WholeFileError';
  readonly step: FailedStep;
  /** The words of GLib: `Failed to open file “NAME”: REASON`. */
  readonly failure: ByteString;
  /** The words of the system. */
  readonly reason: ByteString;

  constructor(name: ByteString, step: FailedStep, reason: ByteString) {
    const failure = `${words[step]} \xe2\x80\x9c${displayed(name)}\xe2\x80\x9d: ${reason}`;
    super(`Unable to read ${name}: ${failure}`);
    this.step = step;
    this.failure = failure;
    this.reason = reason;
  }
}

/** The sequences of UTF-8, and other bytes. */
const characters =
  /[\xc2-\xdf][\x80-\xbf]|(?:\xe0[\xa0-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]|\xed[\x80-\x9f])[\x80-\xbf]|(?:\xf0[\x90-\xbf]|[\xf1-\xf3][\x80-\xbf]|\xf4[\x80-\x8f])[\x80-\xbf]{2}|[\x80-\xff]/g;

/** A name as GLib shows it: with U+FFFD for each byte that is no part of UTF-8. */
function displayed(name: ByteString): ByteString {
  return name.replaceAll(characters, bytes => (bytes.length > 1 ? bytes : '\xef\xbf\xbd'));
}
