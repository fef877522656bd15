import type { Bytes } from '../../basics/bytes.ts';
import { Abort } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import type { Profile } from '../../profile/profile.ts';
import { isWithinReach } from '../format/reach.ts';
import { refusalWithoutText } from '../format/without-text.ts';

const signedEnd = 2n ** 63n;

/**
 * Checks that qemu can read `bytes` bytes at `offset`.
 *
 * @throws Refusal
 * @throws Abort for a read that begins before 2^63 and ends after it, before 6.0
 */
export function checkReach(file: ImageFile, offset: bigint, bytes: number, profile: Profile): void {
  if (profile.farReads === 'zeros' && offset < signedEnd && offset + BigInt(bytes) >= signedEnd) {
    throw new Abort('a read ends after 2^63 bytes', 'Correct the offset in the image.');
  }
  if (!isWithinReach(profile, offset, bytes)) throw refusalWithoutText(file, 'Input/output error');
}

/** The bytes there, once that is checked. */
export function readAt(file: ImageFile, offset: bigint, bytes: number, profile: Profile): Bytes {
  checkReach(file, offset, bytes, profile);
  return file.read(Number(offset), bytes);
}
