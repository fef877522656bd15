import { type ByteString, toText } from '../basics/byte-string.ts';
import { MapError, Refusal } from '../basics/error.ts';
import { strerror } from './strerror.ts';

/** The error of a file that can't be read, although it could be opened. */
export class Unreadable extends MapError {
  override readonly name: string = 'Unreadable';
  /** The text of the system's error, as qemu prints it: `Input/output error`. */
  readonly reason: string;

  /**
   * @param file its name
   * @param offset of the read, in bytes
   * @param cause the error of the system
   */
  constructor(file: ByteString, offset: number, cause: unknown) {
    const reason = strerror(cause) ?? String(cause);
    super('unreadable', `cannot read ${toText(file)} at ${offset}: ${reason}`, { cause });
    this.reason = reason;
  }
}

/**
 * What `read` returns.
 *
 * @param text what qemu can't do if the read fails: `Could not read qcow2 header`
 * @param style whether the text of the system's error follows
 * @throws Refusal `text: REASON` or `text` if the file can't be read
 */
export function readOrRefuse<Value>(
  text: string,
  read: () => Value,
  style: 'with reason' | 'text alone' = 'with reason',
): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw new Refusal(style === 'with reason' ? `${text}: ${error.reason}` : text);
  }
}
