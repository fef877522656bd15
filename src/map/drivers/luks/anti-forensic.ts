import { crypto } from './crypto.ts';

/**
 * Merges `stripes` pieces of `length` bytes to one, which reverses the anti-forensic splitter of LUKS ("LUKS On-Disk Format
 * Specification", "Anti-forensic information splitting").
 */
export function mergeStripes(material: Buffer, length: number, stripes: number, hash: string): Buffer {
  let block: Buffer = Buffer.alloc(length);
  for (let stripe = 0; stripe < stripes; stripe++) {
    for (let at = 0; at < length; at++) block[at]! ^= material[stripe * length + at]!;
    if (stripe < stripes - 1) block = diffuse(block, hash);
  }
  return block;
}

/** Replaces each piece of the length of a digest by the digest of its number and itself. The last is cut to its length. */
function diffuse(block: Buffer, hash: string): Buffer {
  const { hash: digestOf } = crypto();
  const pieces: Buffer[] = [];
  for (let at = 0; at < block.length; ) {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(pieces.length);
    const size = digestLength(hash);
    pieces.push(digestOf(hash, Buffer.concat([number, block.subarray(at, at + size)]), 'buffer'));
    at += size;
  }
  return Buffer.concat(pieces, block.length);
}

const lengths = new Map<string, number>();

/** The bytes of a digest. */
export function digestLength(hash: string): number {
  const length = lengths.get(hash) ?? crypto().hash(hash, '', 'buffer').length;
  lengths.set(hash, length);
  return length;
}
