import type { Connection } from '../../../host/connection.ts';
import { chunk } from '../protocol.ts';
import {
  type Answered,
  checkEmptyChunk,
  errorOf,
  isErrorChunk,
  type Piece,
  readPayload,
  readPiece,
} from './replies.ts';
import { EINVAL, RequestError } from './request-error.ts';

/**
 * Reads the answer to a request of the bytes at `offset`, into `bytes`.
 *
 * @throws RequestError
 * @throws ConnectionLost
 */
export function readData(answered: Answered, bytes: Uint8Array, offset: number): void {
  const { connection, mode } = answered;
  let failure: RequestError | undefined;
  for (;;) {
    const piece = readPiece(answered);
    if (piece.kind === 'simple') {
      if (mode !== 'simple') throw RequestError.ofAnswer(EINVAL);
      if (piece.error !== 0) throw RequestError.ofServer(piece.error);
      bytes.set(connection.read(bytes.length));
      return;
    }
    if (isErrorChunk(piece.type)) {
      failure ??= errorOf(readPayload(connection, piece.length));
    } else if (piece.type === chunk.offsetData || piece.type === chunk.offsetHole) {
      readPart(connection, piece, bytes, offset);
    } else {
      checkEmptyChunk(piece);
    }
    if (!piece.isLast) continue;
    if (failure !== undefined) throw failure;
    return;
  }
}

/** Reads a chunk of data, or of zeros. It must lie inside of what was requested. */
function readPart(
  connection: Connection,
  { type, length }: Piece & { readonly kind: 'chunk' },
  bytes: Uint8Array,
  offset: number,
): void {
  const isHole = type === chunk.offsetHole;
  if (isHole ? length !== 12 : length <= 8) throw RequestError.ofAnswer(EINVAL);
  const at = Number(connection.read(8).readBigUInt64BE()) - offset;
  const count = isHole ? connection.read(4).readUInt32BE() : length - 8;
  if (count === 0 || at < 0 || at + count > bytes.length) throw RequestError.ofAnswer(EINVAL);
  if (isHole) bytes.fill(0, at, at + count);
  else bytes.set(connection.read(count), at);
}
