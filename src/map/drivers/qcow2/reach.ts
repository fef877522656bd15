import { Refusal } from '../../basics/error.ts';
import type { Profile } from '../../profile/profile.ts';

/**
 * Refuses, as `text: Input/output error`, what qemu can't ask a file for: `bytes` bytes at `offset`, whatever the file's
 * length.
 *
 * @throws Refusal
 */
export type Reach = (offset: bigint, bytes: number, text: string) => void;

const signedEnd = 2n ** 63n;
/** Where the farthest request of `Profile.farReads` ends. */
const farthestRead = signedEnd - 2n ** 30n;

/** Whether the qemu of a profile can ask a file for `bytes` bytes at `offset`. */
export function isWithinReach(profile: Profile, offset: bigint, bytes: number): boolean {
  const farthest = profile.farReads === 'fail' ? farthestRead : signedEnd;
  return offset + BigInt(bytes) <= farthest;
}

/** How far the qemu of a profile reaches. */
export function reachOf(profile: Profile): Reach {
  return (offset, bytes, text) => {
    if (!isWithinReach(profile, offset, bytes)) throw new Refusal(`${text}: Input/output error`);
  };
}
