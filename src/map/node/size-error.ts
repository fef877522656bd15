import { errorText } from '../file/strerror.ts';

/** The error of a drive without a disc: that of reads, and that of a chain that is asked for its size. Nodes know their lengths all the same. */
export const noMedium = 123;

/** The error of a size from 2^63 bytes on. */
export const tooLarge = 27;

/**
 * What qemu says where it needs a size that it can't use.
 *
 * @param sizeError see `ImageFormat.sizeError`; 0 has no text
 */
export function withSizeError(text: string, sizeError: number): string {
  return sizeError === 0 ? text : `${text}: ${errorText(sizeError)}`;
}
