import { Bytes } from '../../basics/bytes.ts';

/** A word of a message: an unsigned integer of 16, 32 or 64 bits, big-endian. */
export function word(bits: 16 | 32 | 64, value: number | bigint): Bytes {
  const bytes = new Bytes(8);
  bytes.writeBigUInt64BE(BigInt.asUintN(bits, BigInt(value)));
  return bytes.subarray(8 - bits / 8);
}
