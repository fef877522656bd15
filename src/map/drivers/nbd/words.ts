/** A word of a message: an unsigned integer of 16, 32 or 64 bits, big-endian. */
export function word(bits: 16 | 32 | 64, value: number | bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt.asUintN(bits, BigInt(value)));
  return bytes.subarray(8 - bits / 8);
}

/** The parts of a message, one after the other. */
export function joined(parts: readonly Uint8Array[]): Buffer {
  return Buffer.concat(parts);
}
