import type { ByteString } from '../basics/byte-string.ts';
import { Refusal } from '../basics/error.ts';

/** A file that qemu reads whole, by GLib, can't be read. */
export class WholeFileError extends Refusal {
  override readonly name: string = 'WholeFileError';
  /** The words of GLib: `Failed to open file “NAME”: REASON`. */
  readonly failure: ByteString;
  /** The words of the system. */
  readonly reason: ByteString;

  /** @param quoted the name as GLib shows it, in quotation marks */
  constructor(name: ByteString, quoted: ByteString, reason: ByteString) {
    // This error alone comes from reading: opening a folder succeeds.
    const failed = reason === 'Is a directory' ? 'Error reading file' : 'Failed to open file';
    const failure = `${failed} ${quoted}: ${reason}`;
    super(`Unable to read ${name}: ${failure}`);
    this.failure = failure;
    this.reason = reason;
  }
}
