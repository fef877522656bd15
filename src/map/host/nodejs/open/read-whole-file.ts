import { closeSync, constants, readFileSync } from 'node:fs';
import type { ByteString } from '../../../basics/byte-string.ts';
import { strerror } from '../../../file/strerror.ts';
import { WholeFileError } from '../../../file/whole-file-error.ts';
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
    throw new WholeFileError(name, reason);
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
