import type { ByteString } from '../../basics/byte-string.ts';
import { joined } from '../../basics/bytes.ts';
import { Abort } from '../../basics/error.ts';
import { type Connection, ConnectionLost } from '../../host/connection.ts';
import type { Profile } from '../../profile/profile.ts';
import { readData } from './answers/read-answer.ts';
import { type Answered, PayloadLost } from './answers/replies.ts';
import { EIO, EPERM, RequestError } from './answers/request-error.ts';
import { type BlockStatus, readStatus } from './answers/status-answer.ts';
import { largestRead } from './handshake/export-info.ts';
import type { ExportState } from './handshake/handshake.ts';
import { command, extendedRequestMagic, requestMagic } from './protocol.ts';
import { word } from './words.ts';

/** A connection, and what the server has said of the export. */
export interface Joined {
  readonly connection: Connection;
  readonly state: ExportState;
}

/**
 * Joins an export again.
 *
 * @param since when the request failed first, in the time of `performance.now`
 * @returns undefined if the server doesn't come back, or not in time
 */
export type Rejoin = (since: number) => Joined | undefined;

/** How the requests of an export are made. */
export interface ExportOptions {
  readonly profile: Profile;
  /** The metadata context. */
  readonly context: ByteString;
  /** Joins the export again when the connection is lost; absent: then all requests fail. */
  readonly rejoin?: Rejoin;
}

/** What follows from one bit of a status. */
export interface Stretch {
  /** Bytes. */
  readonly length: number;
  readonly hasData: boolean;
  readonly isZero: boolean;
}

const sector = 512;
const oneExtentFlag = 8;
const holeBit = 1;
const zeroBit = 2;
const largestRequest = 2 ** 31 - 1;

/** An export of a server. Offsets and lengths are bytes. */
export class NbdExport {
  /** What the server has announced. */
  readonly size: number;
  /** Where requests of a status begin and end, as powers of two. */
  readonly alignment: number;
  readonly #options: ExportOptions;
  #joined: Joined | undefined;
  #cookie = 0n;

  /** @param size that of `joined.state`, as far as qemu can use it */
  constructor(joined: Joined, size: number, options: ExportOptions) {
    this.#joined = joined;
    this.#options = options;
    this.size = size;
    const { minimumBlock, contextId } = joined.state;
    const fallback = size % sector !== 0 || contextId !== undefined ? 1 : sector;
    this.alignment = minimumBlock === 0 ? fallback : minimumBlock;
    this.knowsStatus = contextId !== undefined;
  }

  /** The server has the metadata context. */
  readonly knowsStatus: boolean;

  /** Takes leave of the server. Further calls do nothing. */
  close(): void {
    const joined = this.#joined;
    if (joined === undefined) return;
    this.#joined = undefined;
    try {
      this.#send(joined, command.disconnect, 0, 0, 0);
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error;
    } finally {
      joined.connection.close();
    }
  }

  /**
   * Reads bytes of the export.
   *
   * @throws RequestError
   * @throws Abort where qemu aborts: blocks are larger than its largest read
   * @throws MapError `stalled`
   */
  readInto(bytes: Uint8Array, offset: number): void {
    if (this.alignment > largestRead) {
      throw new Abort(
        `reading an export with blocks of ${this.alignment} bytes`,
        'Name the driver of the image, so that it is not probed, or serve an export with smaller blocks.',
      );
    }
    this.#request(joined => {
      this.#send(joined, command.read, 0, offset, bytes.length);
      readData(this.#answeredBy(joined), bytes, offset);
    });
  }

  /** The largest read. */
  get largestRead(): number {
    return this.#joined?.state.maximumBlock ?? sector;
  }

  /**
   * The first stretch that the server reports of a range, which begins inside of the export. It may end past the end of the export,
   * not past that of the range.
   *
   * @throws RequestError
   * @throws Abort where qemu aborts
   * @throws MapError `stalled`
   */
  statusAt(offset: number, bytes: number): Stretch {
    const { context } = this.#options;
    const status = this.#request(joined => {
      const { state } = joined;
      this.#send(joined, command.blockStatus, oneExtentFlag, offset, this.#requested(state, offset, bytes));
      return readStatus(this.#answeredBy(joined), state);
    });
    const { length, flags, isHigh } = repaired(status, this.#joined!.state.minimumBlock);
    const isDeep = context === 'qemu:allocation-depth' && isHigh;
    const bits = isDeep ? zeroBit : flags;
    return {
      length: Math.min(length, bytes),
      hasData: (bits & holeBit) === 0,
      isZero: (bits & zeroBit) !== 0,
    };
  }

  #answeredBy({ connection, state: { mode } }: Joined): Answered {
    const { nbdExtendedHeaders } = this.#options.profile;
    return { connection, mode, cookie: this.#cookie, knowsExtended: nbdExtendedHeaders };
  }

  #requested({ mode, minimumBlock }: ExportState, offset: number, bytes: number): number {
    const limit = mode === 'extended' ? bytes : largestRequest - (largestRequest % this.alignment);
    const length = Math.min(bytes, this.size - offset, limit);
    if (minimumBlock === 0 || length % minimumBlock === 0) return length;
    throw new Abort(
      `an export of ${this.size} bytes with blocks of ${minimumBlock}`,
      'Serve an export whose size is a multiple of its blocks.',
    );
  }

  /** What a request returns. When the connection is lost, and can be made again, it is requested again. */
  #request<Value>(request: (joined: Joined) => Value): Value {
    const { profile } = this.#options;
    let since: number | undefined;
    let error: typeof EPERM | typeof EIO = EIO;
    for (;;) {
      const joined = this.#joined;
      if (joined === undefined) throw RequestError.ofAnswer(error);
      try {
        return request(joined);
      } catch (cause) {
        const isLost = cause instanceof ConnectionLost;
        if (!isLost && !(cause instanceof RequestError && cause.endsConnection)) throw cause;
        error = cause instanceof PayloadLost && profile.nbdPayloadLost === 'not-permitted' ? EPERM : EIO;
        joined.connection.close();
        since ??= performance.now();
        this.#joined = isLost ? this.#options.rejoin?.(since) : undefined;
        if (!isLost) throw cause;
      }
    }
  }

  #send({ connection, state }: Joined, kind: number, flags: number, offset: number, length: number): void {
    this.#cookie += 1n;
    const isExtended = state.mode === 'extended';
    connection.send(
      joined([
        word(32, isExtended ? extendedRequestMagic : requestMagic),
        word(16, flags),
        word(16, kind),
        word(64, this.#cookie),
        word(64, offset),
        word(isExtended ? 64 : 32, length),
      ]),
    );
  }
}

/** A length that is no multiple of the blocks is rounded down. One that is less than a block becomes a block of data. */
function repaired(status: BlockStatus, block: number): BlockStatus {
  const { length } = status;
  if (block === 0 || length % block === 0) return status;
  if (length > block) return { ...status, length: length - (length % block) };
  return { length: block, flags: 0, isHigh: false };
}
