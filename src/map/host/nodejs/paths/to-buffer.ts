import { type ByteString, isAscii } from '../../../basics/byte-string.ts';

/** A byte string as a buffer, which functions of Node take for a path. */
export function toBuffer(bytes: ByteString): Buffer {
  return Buffer.from(bytes, 'latin1');
}

/** A path as functions of Node take it: a string means UTF-8 to them, so it is a buffer unless all of it is ASCII. */
export function toPath(bytes: ByteString): Buffer | string {
  return isAscii(bytes) ? bytes : toBuffer(bytes);
}
