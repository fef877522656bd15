import { constants, openSync } from 'node:fs';
import { type ByteString, toBuffer } from '../basics/byte-string.ts';
import { Refusal } from '../basics/error.ts';
import type { Confinement, Referrer } from './confinement.ts';
import { strerror } from './strerror.ts';

/** Where a file may be opened. */
export interface OpenByNameOptions {
  /** The folder that relative names start from. Absent: the working directory. */
  readonly directory?: ByteString;
  /** The folders in which files may be opened. Absent: all. */
  readonly confinement?: Confinement;
  /** What names the file, for the error of a confinement. Absent: `the image`. */
  readonly referrer?: Referrer;
}

/**
 * Opens a file of the host for reading. O_NONBLOCK keeps a FIFO from waiting for its writer. (qemu waits, and then
 * refuses the FIFO with the same text.)
 *
 * @returns the descriptor
 * @throws Refusal in the words of qemu: `Could not open 'NAME': REASON`
 * @throws Confined if the file lies outside of the allowed folders
 */
export function openByName(name: ByteString, options: OpenByNameOptions): number {
  const { directory, confinement, referrer = 'the image' } = options;
  const path = pathOf(name, directory);
  const flags = constants.O_RDONLY | constants.O_NONBLOCK;
  try {
    return confinement === undefined ? openSync(path, flags) : confinement.open(path, flags, name, referrer);
  } catch (error) {
    const reason = strerror(error);
    if (reason === undefined) throw error;
    throw new Refusal(`Could not open '${name}': ${reason}`);
  }
}

function pathOf(name: ByteString, directory: ByteString | undefined): Buffer {
  return toBuffer(directory === undefined || name.startsWith('/') ? name : `${directory}/${name}`);
}
