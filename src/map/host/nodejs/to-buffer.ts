import type { ByteString } from '../../basics/byte-string.ts';

/** A byte string as a buffer, which functions of Node take for a path. */
export function toBuffer(bytes: ByteString): Buffer {
  return Buffer.from(bytes, 'latin1');
}
