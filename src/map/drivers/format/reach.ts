import { Abort, Refusal } from '../../basics/error.ts';
import type { Profile } from '../../profile/profile.ts';

/**
 * Checks that qemu can request `bytes` bytes at `offset` of a file, whatever the length of the file.
 *
 * @throws Refusal `text: Input/output error`
 */
export type Reach = (offset: bigint, bytes: number, text: string) => void;

const signedEnd = 2n ** 63n;
/** The end of the farthest request if `Profile.farReads` is `fail`. */
const farthestRead = signedEnd - 2n ** 30n;

/** The most bytes of one request: whole sectors in 31 bits. */
const mostBytes = 2 ** 31 - 512;

/**
 * Whether the qemu of a profile can request `bytes` bytes at `offset`.
 *
 * @throws Abort where that qemu aborts
 */
export function isWithinReach(profile: Profile, offset: bigint, bytes: number): boolean {
  if (bytes > mostBytes) return false;
  const end = offset + BigInt(bytes);
  if (profile.farReads === 'zeros' && offset < signedEnd && end >= signedEnd) {
    throw new Abort('it reads up to byte 2^63 of a file', 'Check what the header and the tables point to.');
  }
  const farthest = profile.farReads === 'fail' ? farthestRead : signedEnd;
  return offset < signedEnd && end <= farthest;
}

/** The check for the qemu of a profile. */
export function reachOf(profile: Profile): Reach {
  return (offset, bytes, text) => {
    if (!isWithinReach(profile, offset, bytes)) throw new Refusal(`${text}: Input/output error`);
  };
}
