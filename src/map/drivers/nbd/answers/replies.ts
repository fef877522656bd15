import type { Bytes } from '../../../basics/bytes.ts';
import { joined } from '../../../basics/bytes.ts';
import { type Connection, ConnectionLost } from '../../../host/connection.ts';
import { largestRead } from '../handshake/export-info.ts';
import type { ReplyMode } from '../handshake/handshake.ts';
import {
  chunk,
  chunkErrorBit,
  extendedReplyMagic,
  simpleReplyMagic,
  structuredReplyMagic,
} from '../protocol.ts';
import { EINVAL, EIO, RequestError } from './request-error.ts';

/** A piece of an answer: all of it, or a chunk. */
export type Piece =
  | { readonly kind: 'simple'; readonly error: number }
  | { readonly kind: 'chunk'; readonly type: number; readonly isLast: boolean; readonly length: number };

const lastFlag = 1;

/** The longest payload of a chunk that isn't data, in bytes. */
const longestPayload = 1000;

/** Bytes of the head of a simple reply; a chunk has more of them. */
const simpleBytes = 16;
const restBytes = { simple: 0, structured: 4, extended: 16 } as const;

/** The longest chunk that a client with extended headers takes, in bytes: the largest read, and its offset. */
const longestChunk = largestRead + 8;

/** A request whose answer is read. */
export interface Answered {
  readonly connection: Connection;
  readonly mode: ReplyMode;
  readonly cookie: bigint;
  /** The client is of a version that knows extended headers, whether or not the server does. */
  readonly knowsExtended: boolean;
}

/**
 * Reads the head of the next piece of an answer.
 *
 * @throws RequestError
 * @throws ConnectionLost
 */
export function readPiece({ connection, mode, cookie, knowsExtended }: Answered): Piece {
  const start = joined([connection.read(simpleBytes)]);
  const magic = start.readUInt32BE(0);
  const isKnown = magic === structuredReplyMagic || magic === extendedReplyMagic;
  if (magic === simpleReplyMagic) {
    checkCookie(start, cookie);
    return { kind: 'simple', error: start.readUInt32BE(4) };
  }
  if (!isKnown || mode === 'simple') throw RequestError.ofAnswer(EIO);
  const rest = connection.read(restBytes[mode]);
  const length = mode === 'extended' ? Number(rest.readBigUInt64BE(8)) : rest.readUInt32BE();
  if (knowsExtended && length > longestChunk) throw RequestError.ofAnswer(EIO);
  checkCookie(start, cookie);
  const isLast = (start.readUInt16BE(4) & lastFlag) !== 0;
  return { kind: 'chunk', type: start.readUInt16BE(6), isLast, length };
}

function checkCookie(start: Bytes, cookie: bigint): void {
  if (start.readBigUInt64BE(8) !== cookie) throw RequestError.ofAnswer(EIO);
}

/** The end of a connection inside of the payload of a chunk that isn't data: versions have an error of its own for it. */
export class PayloadLost extends ConnectionLost {
  override readonly name: string = 'PayloadLost';
}

/**
 * Reads the payload of a chunk that isn't data.
 *
 * @throws RequestError
 * @throws PayloadLost
 */
export function readPayload(connection: Connection, length: number): Bytes {
  if (length > longestPayload) throw RequestError.ofAnswer(EINVAL);
  try {
    return connection.read(length);
  } catch (error) {
    if (!(error instanceof ConnectionLost)) throw error;
    throw new PayloadLost(error.reason);
  }
}

/** Whether a type of chunk is an error. */
export function isErrorChunk(type: number): boolean {
  return (type & chunkErrorBit) !== 0;
}

/**
 * Checks a chunk that has neither data nor a status nor an error. It must be the end of the answer.
 *
 * @throws RequestError
 */
export function checkEmptyChunk(piece: Piece & { readonly kind: 'chunk' }): void {
  if (piece.type === chunk.none && piece.isLast && piece.length === 0) return;
  throw RequestError.ofAnswer(EINVAL);
}

/**
 * The error that an error chunk says. Its text is dropped, as in qemu.
 *
 * @throws RequestError of a malformed one
 */
export function errorOf(payload: Bytes): RequestError {
  if (payload.length < 6) throw RequestError.ofAnswer(EINVAL);
  const error = payload.readUInt32BE(0);
  if (error === 0 || payload.readUInt16BE(4) > payload.length - 6) throw RequestError.ofAnswer(EINVAL);
  return RequestError.ofServer(error);
}
