import { Refusal } from '../../basics/error.ts';
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

/** Whether the qemu of a profile can request `bytes` bytes at `offset`. */
export function isWithinReach(profile: Profile, offset: bigint, bytes: number): boolean {
  const farthest = profile.farReads === 'fail' ? farthestRead : signedEnd;
  return offset + BigInt(bytes) <= farthest;
}

/** The check for the qemu of a profile. */
export function reachOf(profile: Profile): Reach {
  return (offset, bytes, text) => {
    if (!isWithinReach(profile, offset, bytes)) throw new Refusal(`${text}: Input/output error`);
  };
}
