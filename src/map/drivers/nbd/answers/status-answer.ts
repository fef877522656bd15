import type { Bytes } from '../../../basics/bytes.ts';
import type { ExportState } from '../handshake/handshake.ts';
import { chunk } from '../protocol.ts';
import { type Answered, checkEmptyChunk, errorOf, isErrorChunk, readPayload, readPiece } from './replies.ts';
import { EINVAL, EIO, RequestError } from './request-error.ts';

/** What a server says of a stretch of an export. */
export interface BlockStatus {
  /** Bytes. */
  readonly length: number;
  /** The lowest 32 bits of the context; higher ones mean nothing. */
  readonly flags: number;
  /** The flags are above 2. */
  readonly isHigh: boolean;
}

/**
 * Reads the answer to a request of the status. One extent was asked for; further ones don't count. To a client with extended headers a
 * chunk with numbers of 64 bits counts wherever the server sends it.
 *
 * @throws RequestError
 * @throws ConnectionLost
 */
export function readStatus(answered: Answered, { contextId }: ExportState): BlockStatus {
  const { connection } = answered;
  let status: BlockStatus | undefined;
  let failure: RequestError | undefined;
  for (let isFirst = true; ; isFirst = false) {
    const piece = readPiece(answered);
    if (piece.kind === 'simple') {
      if (!isFirst) throw RequestError.ofAnswer(EINVAL);
      throw piece.error === 0 ? RequestError.ofAnswer(EIO) : RequestError.ofServer(piece.error);
    }
    const form = formOf(piece.type, answered);
    if (isErrorChunk(piece.type)) {
      failure ??= errorOf(readPayload(connection, piece.length));
    } else if (form !== undefined) {
      if (status !== undefined) throw RequestError.ofAnswer(EINVAL);
      status = parseStatus(readPayload(connection, piece.length), contextId!, form);
    } else {
      checkEmptyChunk(piece);
    }
    if (!piece.isLast) continue;
    if (failure !== undefined) throw failure;
    if (status === undefined) throw RequestError.ofAnswer(EIO);
    return status;
  }
}

/** A chunk with a status has numbers of 32 bits in the narrow form, and of 64 in the wide one. */
type Form = 'narrow' | 'wide';

/** The form of a chunk of this type; undefined if it has no status. */
function formOf(type: number, { knowsExtended }: Answered): Form | undefined {
  if (type === chunk.blockStatus) return 'narrow';
  return type === chunk.wideBlockStatus && knowsExtended ? 'wide' : undefined;
}

/** The number of the context, in the wide form the number of extents, and the first extent. */
function parseStatus(payload: Bytes, contextId: number, form: Form): BlockStatus {
  const isWide = form === 'wide';
  const shortest = isWide ? 24 : 12;
  if (payload.length < shortest || payload.readUInt32BE(0) !== contextId) {
    throw RequestError.ofAnswer(EINVAL);
  }
  const length = isWide ? Number(payload.readBigUInt64BE(8)) : payload.readUInt32BE(4);
  const flags = isWide ? payload.readBigUInt64BE(16) : BigInt(payload.readUInt32BE(8));
  if (length === 0) throw RequestError.ofAnswer(EINVAL);
  return { length, flags: Number(BigInt.asUintN(32, flags)), isHigh: flags > 2n };
}
