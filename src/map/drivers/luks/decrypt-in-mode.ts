import type { BlockCipher, CipherMode } from '../../host/cryptography.ts';

/** A cipher whose key is still to be given. */
export interface KeyedCipher {
  readonly withKey: (key: Uint8Array) => BlockCipher;
  /** Bytes. */
  readonly block: number;
}

/**
 * Decrypts pieces of equal length, each with an initial vector of its own. So that a cipher is asked once for all pieces, the bytes
 * that a mode combines with its input or its output are made for all of them first.
 *
 * @param key for mode XTS two keys
 * @param ivs one block for each piece; mode ECB passes over them
 * @param bytes the pieces, whole blocks each
 */
export function decryptInMode(
  mode: CipherMode,
  { withKey, block }: KeyedCipher,
  key: Uint8Array,
  ivs: Uint8Array,
  bytes: Uint8Array,
): Uint8Array {
  const pieces = { ivs, block, length: (bytes.length / ivs.length) * block };
  switch (mode) {
    case 'ecb':
      return withKey(key).decrypt(bytes);
    case 'cbc':
      return add(withKey(key).decrypt(bytes), chained(bytes, pieces));
    case 'ctr':
      return add(withKey(key).encrypt(blocksOf(bytes.length, pieces, countUp)), bytes);
    case 'xts': {
      const half = key.length / 2;
      const tweaked = { ...pieces, ivs: withKey(key.subarray(half)).encrypt(ivs) };
      const tweaks = blocksOf(bytes.length, tweaked, double);
      return add(withKey(key.subarray(0, half)).decrypt(add(new Uint8Array(bytes), tweaks)), tweaks);
    }
  }
}

/** The initial vectors of pieces of `length` bytes. */
interface Pieces {
  readonly ivs: Uint8Array;
  readonly block: number;
  readonly length: number;
}

/** What mode CBC adds: to each block the encrypted one before it, to the first of a piece its initial vector. */
function chained(bytes: Uint8Array, { ivs, block, length }: Pieces): Uint8Array {
  const added = new Uint8Array(bytes.length);
  added.set(bytes.subarray(0, -block), block);
  for (let piece = 0; piece * length < bytes.length; piece++) {
    added.set(ivs.subarray(piece * block, (piece + 1) * block), piece * length);
  }
  return added;
}

/** Blocks that begin with the initial vector in each piece; `next` makes each other one. */
function blocksOf(total: number, { ivs, block, length }: Pieces, next: NextBlock): Uint8Array {
  const blocks = new Uint8Array(total);
  for (let start = 0; start < total; start += length) {
    const iv = (start / length) * block;
    blocks.set(ivs.subarray(iv, iv + block), start);
    for (let at = start + block; at < start + length; at += block) next(blocks, at, block);
  }
  return blocks;
}

/** Makes the block at `at`, of so many bytes, from the one before it. */
type NextBlock = (blocks: Uint8Array, at: number, block: number) => void;

/** The number that is one more; its most significant byte is first. */
function countUp(blocks: Uint8Array, at: number, block: number): void {
  let carry = 1;
  for (let byte = at + block - 1; byte >= at; byte--) {
    const sum = blocks[byte - block]! + carry;
    blocks[byte] = sum;
    carry = sum >> 8;
  }
}

/** The product with x in the field of 2^128 elements, whose bytes have the least significant one first (IEEE 1619). */
function double(blocks: Uint8Array, at: number, block: number): void {
  let carry = 0;
  for (let byte = at; byte < at + block; byte++) {
    const before = blocks[byte - block]!;
    blocks[byte] = (before << 1) | carry;
    carry = before >> 7;
  }
  if (carry === 1) blocks[at]! ^= 0x87;
}

/** Adds the bytes of `other`, in place. */
function add(bytes: Uint8Array, other: Uint8Array): Uint8Array {
  for (let at = 0; at < bytes.length; at++) bytes[at]! ^= other[at]!;
  return bytes;
}
