import { Refusal, Unsupported } from '../../basics/error.ts';
import { tooLarge } from '../../node/size-error.ts';
import type { Profile } from '../../profile/profile.ts';

/** The size of an image whose header counts sectors in 64 bits. */
export interface VirtualSize {
  readonly virtualSize: number;
  /** See `ImageFormat.sizeError`. */
  readonly sizeError?: number;
}

const sector = 512n;
/** The most bytes that a node of qemu may have. */
const mostBytes = 2n ** 63n - 2n ** 30n;
const signedEnd = 2n ** 63n;
/** The most sectors that qemu can count as bytes. */
const mostSectors = 2n ** 54n;

/**
 * The virtual size of an image of that many sectors. qemu checks it after all that the driver checks; the product wraps at
 * 2^64 bytes there.
 *
 * @param sectors as the header has it, with a sign or without
 * @throws Refusal
 * @throws Unsupported for a size that a number can't hold exactly
 */
export function sizeOfSectors(sectors: bigint, profile: Profile): VirtualSize {
  const bytes = BigInt.asUintN(64, sectors * sector);
  if (bytes > mostBytes && profile.unusableSize === 'on-opening') {
    throw new Refusal('Could not refresh total sector count: File too large');
  }
  const isUsable = bytes < signedEnd && sectors >= 0n && sectors < mostSectors;
  if (isUsable && BigInt(Number(bytes)) !== bytes) throw new Unsupported(`a virtual size of ${bytes} bytes`);
  // As a backing file it fails at each byte of the layer above, so it must reach there.
  return isUsable ? { virtualSize: Number(bytes) } : { virtualSize: 2 ** 63, sizeError: errorIn(sectors) };
}

/** The number of sectors is a result with a sign, and one below 0 an error, of which the lower 32 bits are left. */
function errorIn(sectors: bigint): number {
  return sectors < 0n ? -Number(BigInt.asIntN(32, sectors)) : tooLarge;
}
