import { constants } from 'node:fs';
import type { ByteString } from '../../../basics/byte-string.ts';
import { Refusal, Unsupported } from '../../../basics/error.ts';
import { strerror } from '../../../file/strerror.ts';
import { type OpenFileOptions, openFile } from './open-file.ts';

/**
 * Opens an image file of the host for reading. O_NONBLOCK keeps a FIFO from waiting for its writer. (qemu waits, and then
 * refuses the FIFO with the same text.)
 *
 * @param flags further ones of open(2)
 * @returns the descriptor
 * @throws Refusal in the words of qemu: `Could not open 'NAME': REASON`
 * @throws Unsupported if this process may not open more files
 * @throws Confined if the file lies outside of the allowed folders
 */
export function openByName(name: ByteString, options: OpenFileOptions, flags = 0): number {
  try {
    return openOrWaitForLease(name, constants.O_RDONLY | flags, options);
  } catch (error) {
    // This process has used more descriptors than qemu-img has, so qemu-img may go on.
    if ((error as NodeJS.ErrnoException).code === 'EMFILE')
      throw new Unsupported('a chain of more files than may be open');
    // Only a file system that lacks O_DIRECT finds a flag wrong.
    const isDirect = (flags & constants.O_DIRECT) !== 0 && (error as NodeJS.ErrnoException).code === 'EINVAL';
    const reason = isDirect ? 'filesystem does not support O_DIRECT' : strerror(error);
    if (reason === undefined) throw error;
    throw new Refusal(`Could not open '${name}': ${reason}`);
  }
}

/** Where another process has a lease (fcntl(2)) of the file, waits until that is given up or the system takes it away. */
function openOrWaitForLease(name: ByteString, flags: number, options: OpenFileOptions): number {
  try {
    return openFile(name, flags | constants.O_NONBLOCK, options);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    return openFile(name, flags, options);
  }
}
