import { Bytes } from '../../basics/bytes.ts';
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
  const block = new Uint8Array(length);
  const diffuse = diffuser(length, hash, cryptography);
  for (let stripe = 0; stripe < stripes; stripe++) {
    for (let at = 0; at < length; at++) block[at]! ^= material[stripe * length + at]!;
    if (stripe < stripes - 1) diffuse(block);
  }
  return block;
}

/**
 * What replaces each piece of a block, of the length of a digest, by the digest of its number and itself, as far as the block goes. Eight
 * key slots take 64,000 digests of pieces, so what is hashed always lies in the same memory.
 */
function diffuser(length: number, hash: HashName, cryptography: Cryptography): (block: Uint8Array) => void {
  const size = digestLengths[hash];
  const inputs = Array.from({ length: Math.ceil(length / size) }, (_, piece) => {
    const input = new Bytes(numberBytes + Math.min(size, length - piece * size));
    input.writeUInt32BE(piece);
    return input;
  });
  return block => {
    for (const [piece, input] of inputs.entries()) {
      const start = piece * size - numberBytes;
      for (let at = numberBytes; at < input.length; at++) input[at] = block[start + at]!;
      const digest = cryptography.digest(hash, input);
      for (let at = numberBytes; at < input.length; at++) block[start + at] = digest[at - numberBytes]!;
    }
  };
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
