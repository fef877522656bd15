import { Refusal } from '../../error.ts';
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

/** How far the qemu of a profile reaches. */
export function reachOf(profile: Profile): Reach {
  const farthest = profile.farReads === 'fail' ? farthestRead : signedEnd;
  return (offset, bytes, text) => {
    if (offset + BigInt(bytes) > farthest) throw new Refusal(`${text}: Input/output error`);
  };
}
