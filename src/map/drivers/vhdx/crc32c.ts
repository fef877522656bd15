import { Bytes } from '../../basics/bytes.ts';

const polynomial = 0x82f6_3b78;

let made: Int32Array | undefined;

/** The checksums of single bytes. Made on first use: it takes a millisecond, and few maps need it. */
function tableOfBytes(): Int32Array {
  made ??= Int32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ ((value & 1) === 0 ? 0 : polynomial);
    return value;
  });
  return made;
}

/**
 * The CRC-32C of pieces of bytes, one after the other.
 *
 * @param crc of the pieces before; absent: these are the first
 */
export function crc32c(bytes: Uint8Array, crc = 0): number {
  const table = tableOfBytes();
  let value = ~crc;
  for (let at = 0; at < bytes.length; at++) value = table[(value ^ bytes[at]!) & 0xff]! ^ (value >>> 8);
  return ~value >>> 0;
}

const checksumAt = 4;
const noChecksum = new Bytes(4);

/** The CRC-32C of a piece that has a checksum at byte 4, which counts as zeros. */
export function crcOfChecked(bytes: Bytes): number {
  const before = crc32c(bytes.subarray(0, checksumAt));
  return crc32c(bytes.subarray(checksumAt + noChecksum.length), crc32c(noChecksum, before));
}

/** Whether a structure of VHDX has the checksum that it says. */
export function hasItsChecksum(bytes: Bytes): boolean {
  return bytes.readUInt32LE(checksumAt) === crcOfChecked(bytes);
}
