import { readFileSync } from 'node:fs';
import { type ByteString, toBuffer, toText } from '../basics/byte-string.ts';
import { Refusal } from '../basics/error.ts';
import { strerror } from './strerror.ts';

/**
 * All bytes of a file.
 *
 * @param directory the folder that a relative name starts from; absent: the working directory
 * @throws Refusal in the words of GLib, which reads such files for qemu
 */
export function readWholeFile(name: ByteString, directory?: ByteString): Buffer {
  try {
    const asGiven = directory === undefined || name === '' || name.startsWith('/');
    return readFileSync(toBuffer(asGiven ? name : `${directory}/${name}`));
  } catch (error) {
    const reason = strerror(error);
    if (reason === undefined) throw error;
    const quoted = toBuffer(`\xe2\x80\x9c${displayed(name)}\xe2\x80\x9d`).toString('latin1');
    // This error alone comes from reading: opening a folder succeeds.
    const failed = reason === 'Is a directory' ? 'Error reading file' : 'Failed to open file';
    throw new Refusal(`Unable to read ${name}: ${failed} ${quoted}: ${reason}`);
  }
}

/** A name as GLib prints it: with U+FFFD for bytes that aren't UTF-8. */
function displayed(name: ByteString): ByteString {
  return Buffer.from(toText(name), 'utf8').toString('latin1');
}
