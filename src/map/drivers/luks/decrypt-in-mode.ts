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
      return sum(withKey(key).decrypt(bytes), chained(bytes, pieces));
    case 'ctr':
      return sum(withKey(key).encrypt(blocksOf(bytes.length, pieces, countUp)), bytes);
    case 'xts': {
      const half = key.length / 2;
      const tweaked = { ...pieces, ivs: withKey(key.subarray(half)).encrypt(ivs) };
      const tweaks = blocksOf(bytes.length, tweaked, double);
      return sum(withKey(key.subarray(0, half)).decrypt(sum(bytes, tweaks)), tweaks);
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

/** Blocks that begin with the initial vector in each piece; `next` makes each other one from the one before it, in place. */
function blocksOf(
  total: number,
  { ivs, block, length }: Pieces,
  next: (value: Uint8Array) => void,
): Uint8Array {
  const blocks = new Uint8Array(total);
  for (let at = 0; at < total; at += length) {
    const value = ivs.slice((at / length) * block, (at / length + 1) * block);
    for (let within = 0; within < length; within += block) {
      blocks.set(value, at + within);
      next(value);
    }
  }
  return blocks;
}

/** Adds one to a number whose most significant byte is first. */
function countUp(value: Uint8Array): void {
  for (let at = value.length - 1; at >= 0; at--) {
    value[at]! += 1;
    if (value[at] !== 0) return;
  }
}

/** The product with x in the field of 2^128 elements, whose bytes have the least significant one first (IEEE 1619). */
function double(tweak: Uint8Array): void {
  let carry = 0;
  for (let at = 0; at < tweak.length; at++) {
    const byte = tweak[at]!;
    tweak[at] = (byte << 1) | carry;
    carry = byte >> 7;
  }
  if (carry === 1) tweak[0]! ^= 0x87;
}

function sum(one: Uint8Array, other: Uint8Array): Uint8Array {
  const result = new Uint8Array(one.length);
  for (let at = 0; at < result.length; at++) result[at] = one[at]! ^ other[at]!;
  return result;
}
