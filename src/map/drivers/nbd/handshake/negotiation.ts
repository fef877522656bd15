import type { ByteString } from '../../../basics/byte-string.ts';
import { Bytes } from '../../../basics/bytes.ts';
import { Refusal } from '../../../basics/error.ts';
import { type Connection, ConnectionLost } from '../../../host/connection.ts';
import type { Profile } from '../../../profile/profile.ts';
import { optionMagic, optionReplyMagic, optionText, replyName } from '../protocol.ts';

/** The head of a reply to an option. Its payload has not been read yet. */
export interface OptionReply {
  readonly type: number;
  /** Bytes of the payload. */
  readonly length: number;
}

/** Whether a failed option ends the negotiation, or is as if the server didn't know it. */
export type Strictness = 'strict' | 'lenient';

const errorBit = 0x80000000;
const unsupported = errorBit + 1;
const tlsRequired = errorBit + 5;
/** Bytes of a text, or of what is dropped, that are read at a time. */
const mostAtOnce = 65_536;
const longestMessage = 32 * 1024 * 1024;

/** What qemu says of the errors of a server. */
const complaints: Readonly<Record<number, (option: string) => string>> = {
  [errorBit + 2]: text => `Denied by server for option ${text}`,
  [errorBit + 3]: text => `Invalid parameters for option ${text}`,
  [errorBit + 4]: text => `Server lacks support for option ${text}`,
  [tlsRequired]: text => `TLS negotiation required before option ${text}`,
  [errorBit + 6]: () => 'Requested export not available',
  [errorBit + 7]: text => `Server shutting down before option ${text}`,
  [errorBit + 8]: text => `Server requires INFO_BLOCK_SIZE for option ${text}`,
};

/** The options that client and server agree on before requests, in qemu's words. */
export class Negotiation {
  readonly #connection: Connection;
  readonly #profile: Profile;

  constructor(connection: Connection, profile: Profile) {
    this.#connection = connection;
    this.#profile = profile;
  }

  /**
   * The next bytes of the server.
   *
   * @param what they are, for the message
   * @throws Refusal
   */
  read(length: number, what: ByteString): Bytes {
    return this.#orRefusal(what, () => this.#connection.read(length));
  }

  /**
   * The next bytes of the server up to the first zero, as a text. All of them are read.
   *
   * @param what they are, for the message
   * @throws Refusal
   */
  readText(length: number, what: ByteString): ByteString {
    return this.#orRefusal(what, () => this.#text(length));
  }

  #orRefusal<T>(what: ByteString, read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error;
      const { reason } = error;
      const text = reason === undefined ? this.#profile.endOfStream : `Unable to read from socket: ${reason}`;
      throw new Refusal(`Failed to read ${what}: ${text}`);
    }
  }

  /**
   * The text of `readText`. It may be as long as 32 MiB, so it is read in pieces: its bytes don't lie in memory beside it.
   *
   * @throws ConnectionLost
   */
  #text(length: number): ByteString {
    let text = '';
    let isOver = false;
    for (let left = length; left > 0; left -= mostAtOnce) {
      const piece = this.#connection.read(Math.min(left, mostAtOnce));
      if (isOver) continue;
      const part = piece.latin1ToZero();
      text += part;
      isOver = part.length < piece.length;
    }
    return text;
  }

  /**
   * Reads bytes that mean nothing here: up to 4 GiB, as the server says.
   *
   * @param what they are, for the message
   * @throws Refusal
   */
  drop(length: number, what: ByteString): void {
    for (let left = length; left > 0; left -= mostAtOnce) this.read(Math.min(left, mostAtOnce), what);
  }

  /**
   * @param what the bytes are, for the message
   * @throws Refusal
   */
  send(bytes: Uint8Array, what: ByteString): void {
    try {
      this.#connection.send(bytes);
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error;
      throw new Refusal(`Failed to send ${what}: Unable to write to socket: ${error.reason}`);
    }
  }

  /** Sends an option. */
  request(number: number, payload: Uint8Array = new Bytes(0)): void {
    const head = new Bytes(16);
    head.writeBigUInt64BE(optionMagic, 0);
    head.writeUInt32BE(number, 8);
    head.writeUInt32BE(payload.length, 12);
    this.send(head, 'option request header');
    if (payload.length > 0) this.send(payload, 'option request data');
  }

  /**
   * Reads the head of a reply.
   *
   * @returns undefined if the server doesn't know the option, or, where that is lenient, fails it
   * @throws Refusal
   */
  reply(number: number, strictness: Strictness): OptionReply | undefined {
    const head = this.read(20, 'option reply');
    const answered = head.readUInt32BE(8);
    const type = head.readUInt32BE(12);
    const length = head.readUInt32BE(16);
    if (head.readBigUInt64BE(0) !== optionReplyMagic) throw new Refusal('Unexpected option reply magic');
    if (answered !== number) {
      throw new Refusal(`Unexpected option type ${optionText(answered)}, expected ${optionText(number)}`);
    }
    if (type < errorBit) return { type, length };
    const message = this.#message(type, length);
    if (type === unsupported || strictness === 'lenient') return undefined;
    const complaint =
      complaints[type] ?? ((text: string) => `Unknown error code when asking for option ${text}`);
    throw new Refusal(complaint(optionText(number)), [
      ...(type === tlsRequired ? ['Did you forget a valid tls-creds?'] : []),
      ...(message === '' ? [] : [`server reported: ${message}`]),
    ]);
  }

  /** The text of an error, up to its first NUL. */
  #message(type: number, length: number): ByteString {
    const error = `${type} (${replyName(type)})`;
    if (length > longestMessage) throw new Refusal(`server error ${error} message is too long`);
    try {
      return this.#text(length);
    } catch (cause) {
      if (!(cause instanceof ConnectionLost)) throw cause;
      throw new Refusal(`Failed to read option error ${error} message: ${this.#profile.endOfStream}`);
    }
  }

  /**
   * Requests an option that has no payload and no answer but yes.
   *
   * @returns whether the server agrees
   * @throws Refusal
   */
  agreesTo(number: number, strictness: Strictness): boolean {
    this.request(number);
    const answer = this.reply(number, strictness);
    if (answer === undefined) return false;
    const { type, length } = answer;
    if (type !== 1) {
      throw new Refusal(
        `Server answered option ${optionText(number)} with unexpected reply ${type} (${replyName(type)})`,
      );
    }
    if (length !== 0) {
      const [, name] = /\((.*)\)/.exec(optionText(number))!;
      throw new Refusal(`Option ${number} ('${name}') response length is ${length} (it should be zero)`);
    }
    return true;
  }
}

/** A refusal of a reply of the wrong type. */
export function unexpectedReply(start: 'Unexpected' | 'unexpected', type: number, expected: number): Refusal {
  return new Refusal(
    `${start} reply type ${type} (${replyName(type)}), expected ${expected} (${replyName(expected)})`,
  );
}
