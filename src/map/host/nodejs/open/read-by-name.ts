import { closeSync, readSync } from 'node:fs';
import type { ByteString } from '../../../basics/byte-string.ts';
import { Unreadable } from '../../../file/unreadable.ts';
import { openByName } from './open-by-name.ts';
import type { OpenFileOptions } from './open-file.ts';

const pieceBytes = 65_536;

/**
 * The bytes of a file, piece by piece.
 *
 * @throws Refusal `Could not open 'NAME': REASON`
 * @throws Unreadable if it can't be read
 * @throws Confined if the file lies outside of the allowed folders
 */
export function* readByName(name: ByteString, options: OpenFileOptions): Iterable<ByteString> {
  const descriptor = openByName(name, options);
  try {
    const piece = Buffer.alloc(pieceBytes);
    for (let bytes = read(descriptor, piece, name); bytes > 0; bytes = read(descriptor, piece, name))
      yield piece.toString('latin1', 0, bytes);
  } finally {
    closeSync(descriptor);
  }
}

function read(descriptor: number, piece: Buffer, name: ByteString): number {
  try {
    return readSync(descriptor, piece);
  } catch (error) {
    throw new Unreadable(name, 0, error);
  }
}
