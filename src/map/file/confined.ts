import { type ByteString, toText } from '../basics/byte-string.ts';
import { MapError } from '../basics/error.ts';

/** What names a file, for messages: `the backing file of top.qcow2`. */
export type Referrer = string;

/** The error of a name that leads out of the allowed folders. It is the same whether there is a file or not. */
export class Confined extends MapError {
  override readonly name: string = 'Confined';
  /** The name of the file, as it was written. */
  readonly reference: string;
  /** What names the file. */
  readonly referrer: Referrer;

  constructor(
    reference: ByteString,
    referrer: Referrer,
    next = 'If this file may be read, allow its folder too.',
  ) {
    super('confined', `${referrer}, '${toText(reference)}', is outside of the allowed folders`, { next });
    this.reference = toText(reference);
    this.referrer = referrer;
  }
}
