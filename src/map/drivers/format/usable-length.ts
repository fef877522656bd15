import { Refusal, Unsupported } from '../../basics/error.ts';
import { errorText } from '../../file/strerror.ts';
import type { Profile } from '../../profile/profile.ts';

/** The longest node that qemu opens, in bytes: whole GiB below 2^63. */
const longest = 2n ** 63n - 2n ** 30n;

/**
 * The length of a node, in bytes, as qemu takes a length that was given to it as 64 bits. From 2^63 on it is negative, and its lower
 * 32 bits are an error, or none.
 *
 * @throws Refusal
 * @throws Unsupported where it can't be held exactly
 */
export function usableLength(length: bigint, profile: Profile): number {
  const unusable = 'Could not refresh total sector count: ';
  if (length >= 2n ** 63n) {
    const error = Number(-BigInt.asIntN(32, length));
    if (error <= 0) return 0;
    throw new Refusal(unusable + errorText(error));
  }
  if (length > longest && profile.unusableSize === 'on-opening') {
    throw new Refusal(`${unusable}File too large`);
  }
  const bytes = Number(length);
  if (BigInt(bytes) !== length) throw new Unsupported(`a length of ${length} bytes`);
  return bytes;
}
