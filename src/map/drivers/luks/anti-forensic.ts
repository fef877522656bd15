import { Bytes, joined } from '../../basics/bytes.ts';
import type { Cryptography, HashName } from '../../host/cryptography.ts';

/**
 * Merges `stripes` pieces of `length` bytes to one, which reverses the anti-forensic splitter of LUKS ("LUKS On-Disk Format
 * Specification", "Anti-forensic information splitting"): each stripe is added to a block, and between two stripes each part of the block
 * is replaced by a digest of its number and itself. Eight key slots take 64,000 digests, so each part always lies where it is hashed,
 * behind its number.
 */
export function mergeStripes(
  material: Uint8Array,
  length: number,
  stripes: number,
  hash: HashName,
  cryptography: Cryptography,
): Uint8Array {
  const parts = numberedParts(length, digestLengths[hash]);
  let at = 0;
  for (let stripe = 0; stripe < stripes; stripe++) {
    for (const part of parts) {
      for (let byte = numberBytes; byte < part.length; byte++) part[byte]! ^= material[at++]!;
      if (stripe < stripes - 1) {
        const digest = cryptography.digest(hash, part);
        for (let byte = numberBytes; byte < part.length; byte++) part[byte] = digest[byte - numberBytes]!;
      }
    }
  }
  return joined(parts.map(part => part.subarray(numberBytes)));
}

/** The number of each part, then as many zeros as a digest has bytes, the last part as many as are left of the block. */
function numberedParts(length: number, size: number): readonly Bytes[] {
  return Array.from({ length: Math.ceil(length / size) }, (_, number) => {
    const part = new Bytes(numberBytes + Math.min(size, length - number * size));
    part.writeUInt32BE(number);
    return part;
  });
}

const numberBytes = 4;

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
