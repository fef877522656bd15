import { Unsupported } from '../../basics/error.ts';

/** Bytes of a sector, in which the format counts. */
export const sectorBytes = 512;

/** Sectors as bytes, in a signed number of 64 bits. */
export function asBytes(sectors: bigint): bigint {
  return BigInt.asIntN(64, sectors * BigInt(sectorBytes));
}

/**
 * A place or a size as a number, which holds every sector below 2^62.
 *
 * @throws Unsupported if it is one of the sectors above that it can't hold
 */
export function asNumber(bytes: bigint): number {
  const number = Number(bytes);
  if (BigInt(number) !== bytes) throw new Unsupported(`byte ${bytes} of an image`);
  return number;
}
