import { Bytes, joined } from '../../basics/bytes.ts';
import type { Cryptography, HashName } from '../../host/cryptography.ts';

/**
 * Merges `stripes` pieces of `length` bytes to one, which reverses the anti-forensic splitter of LUKS ("LUKS On-Disk Format
 * Specification", "Anti-forensic information splitting").
 */
export function mergeStripes(
  material: Uint8Array,
  length: number,
  stripes: number,
  hash: HashName,
  cryptography: Cryptography,
): Uint8Array {
  let block = new Uint8Array(length);
  for (let stripe = 0; stripe < stripes; stripe++) {
    for (let at = 0; at < length; at++) block[at]! ^= material[stripe * length + at]!;
    if (stripe < stripes - 1) block = diffuse(block, hash, cryptography);
  }
  return block;
}

/** Replaces each piece of the length of a digest by the digest of its number and itself. The last is cut to its length. */
function diffuse(block: Uint8Array, hash: HashName, cryptography: Cryptography): Bytes {
  const size = digestLengths[hash];
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < block.length; at += size) {
    const number = new Bytes(4);
    number.writeUInt32BE(pieces.length);
    pieces.push(cryptography.digest(hash, joined([number, block.subarray(at, at + size)])));
  }
  return joined(pieces).subarray(0, block.length);
}

/** The bytes of a digest. */
export const digestLengths: Readonly<Record<HashName, number>> = {
  md5: 16,
  ripemd160: 20,
  sha1: 20,
  sha224: 28,
  sha256: 32,
  sha384: 48,
  sha512: 64,
  sm3: 32,
};
