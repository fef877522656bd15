import { closeSync, constants, readFileSync } from 'node:fs';
import { type ByteString, toText } from '../../../basics/byte-string.ts';
import { strerror } from '../../../file/strerror.ts';
import { WholeFileError } from '../../../file/whole-file-error.ts';
import { toBuffer } from '../paths/to-buffer.ts';
import { type OpenFileOptions, openFile } from './open-file.ts';

/**
 * All bytes of a file.
 *
 * @throws WholeFileError
 * @throws Confined if the file lies outside of the allowed folders
 */
export function readWholeFile(name: ByteString, options: OpenFileOptions): Buffer {
  try {
    return readAll(openFile(name, constants.O_RDONLY, options));
  } catch (error) {
    const reason = strerror(error);
    if (reason === undefined) throw error;
    const quoted = toBuffer(`\xe2\x80\x9c${displayed(name)}\xe2\x80\x9d`).toString('latin1');
    throw new WholeFileError(name, quoted, reason);
  }
}

/** Reads all of a file, and closes it. */
function readAll(descriptor: number): Buffer {
  try {
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** A name as GLib prints it: with U+FFFD for bytes that aren't UTF-8. */
function displayed(name: ByteString): ByteString {
  return Buffer.from(toText(name), 'utf8').toString('latin1');
}
