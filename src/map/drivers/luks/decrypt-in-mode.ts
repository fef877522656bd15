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

/** Blocks that begin with the initial vector in each piece; `next` makes the others. */
function blocksOf(total: number, { ivs, block, length }: Pieces, next: NextBlocks): Uint8Array {
  const blocks = new Uint8Array(total);
  for (let start = 0; start < total; start += length) {
    const iv = (start / length) * block;
    blocks.set(ivs.subarray(iv, iv + block), start);
    next(new DataView(blocks.buffer, start, length), block);
  }
  return blocks;
}

/** Makes the blocks of a piece, of so many bytes, each from the one before it. */
type NextBlocks = (piece: DataView, block: number) => void;

/** Each the number that is one more; its most significant byte is first. */
function countUp(piece: DataView, block: number): void {
  for (let at = block; at < piece.byteLength; at += block) {
    let carry = 1;
    for (let word = at + block - 4; word >= at; word -= 4) {
      const before = piece.getUint32(word - block);
      piece.setUint32(word, before + carry);
      if (before + carry < 2 ** 32) carry = 0;
    }
  }
}

/** Each the product with x in the field of 2^128 elements, whose words have the least significant one first (IEEE 1619). */
function double(piece: DataView): void {
  let a = piece.getInt32(0, true);
  let b = piece.getInt32(4, true);
  let c = piece.getInt32(8, true);
  let d = piece.getInt32(12, true);
  for (let at = 16; at < piece.byteLength; at += 16) {
    const carry = d >>> 31;
    d = (d << 1) | (c >>> 31);
    c = (c << 1) | (b >>> 31);
    b = (b << 1) | (a >>> 31);
    a = (a << 1) ^ (0x87 * carry);
    piece.setInt32(at, a, true);
    piece.setInt32(at + 4, b, true);
    piece.setInt32(at + 8, c, true);
    piece.setInt32(at + 12, d, true);
  }
}

/** The sum of as many bytes, whole words each. Word by word it takes a quarter of the time. */
function sum(bytes: Uint8Array, others: Uint8Array): Uint8Array {
  const [words, added] = [copiedWords(bytes), copiedWords(others)];
  for (let at = 0; at < words.length; at++) words[at]! ^= added[at]!;
  return new Uint8Array(words.buffer);
}

/** The bytes as words of this machine. Words begin at multiples of their length, which bytes need not. */
function copiedWords(bytes: Uint8Array): Int32Array {
  return new Int32Array(new Uint8Array(bytes).buffer);
}
