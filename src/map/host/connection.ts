import { type ByteString, toText } from '../basics/byte-string.ts';
import type { Bytes } from '../basics/bytes.ts';
import { MapError } from '../basics/error.ts';

/** The end of a connection before all that was asked for arrived. */
export class ConnectionLost extends Error {
  override readonly name: string = 'ConnectionLost';
  /** The text of the system's error; absent: the other side has closed the connection. */
  readonly reason: string | undefined;

  constructor(reason?: string) {
    super(reason ?? 'closed by the other side');
    this.reason = reason;
  }
}

/** The error of a server that stays silent. */
export function stalled(address: ByteString, patience: number): MapError {
  const seconds = patience / 1000;
  return new MapError('stalled', `the server at '${toText(address)}' does not answer within ${seconds} s`, {
    next: 'Check the server, or map a copy of the image.',
  });
}

/** An open connection to a server. No answer is waited for longer than about twice the patience. */
export interface Connection {
  /** Sets how long an answer may take, in milliseconds. */
  setPatience(patience: number): void;
  /**
   * Sends a message, and begins to wait for the answer.
   *
   * @throws ConnectionLost
   * @throws MapError `stalled`
   */
  send(bytes: Uint8Array): void;
  /**
   * The next `length` bytes that the server sends. They change with the next call.
   *
   * @throws ConnectionLost
   * @throws MapError `stalled`
   */
  read(length: number): Bytes;
  /** Closes the connection. Further calls do nothing. */
  close(): void;
}
