/** The generator polynomial of Castagnoli, lowest bit first. */
const polynomial = 0x82f6_3b78;

/** What a byte adds, by its value. */
const additions = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ polynomial : rest >>> 1;
  return rest;
});

/** CRC-32C of bytes, as VHDX has it in its headers and its region table. */
export function crc32c(bytes: Uint8Array): number {
  let sum = 0xffff_ffff;
  for (const byte of bytes) sum = (sum >>> 8) ^ additions[(sum ^ byte) & 0xff]!;
  return ~sum >>> 0;
}

/** The place of the checksum in a part that has one. It counts as zeros. */
export const checksumAt = 4;

/** The checksum of a part, whatever stands in its place now. */
export function checksumOf(part: Uint8Array): number {
  const bytes = Buffer.from(part);
  bytes.fill(0, checksumAt, checksumAt + 4);
  return crc32c(bytes);
}
