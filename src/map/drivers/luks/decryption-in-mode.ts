import type { BlockCipher, CipherMode } from '../../host/cryptography.ts';

/** A cipher whose key is still to be given. */
export interface KeyedCipher {
  readonly withKey: (key: Uint8Array) => BlockCipher;
  /** Bytes. */
  readonly block: number;
}

/**
 * Decrypts pieces of equal length, each with an initial vector of its own.
 *
 * @param ivs one block for each piece; mode ECB passes over them
 * @param bytes the pieces, whole blocks each
 */
export type PieceDecryption = (ivs: Uint8Array, bytes: Uint8Array) => Uint8Array;

/**
 * The decryption in a mode. So that a cipher is asked once for all pieces, the bytes that a mode combines with its input or its output
 * are made for all of them first.
 *
 * @param key for mode XTS two keys
 */
export function decryptionInMode(
  mode: CipherMode,
  { withKey, block }: KeyedCipher,
  key: Uint8Array,
): PieceDecryption {
  const half = key.length / 2;
  const cipher = withKey(mode === 'xts' ? key.subarray(0, half) : key);
  const piecesOf = (ivs: Uint8Array, { length }: Uint8Array) => ({
    ivs,
    block,
    length: (length / ivs.length) * block,
  });
  switch (mode) {
    case 'ecb':
      return (_, bytes) => cipher.decrypt(bytes);
    case 'cbc':
      return (ivs, bytes) => sum(cipher.decrypt(bytes), chained(bytes, piecesOf(ivs, bytes)));
    case 'ctr':
      return (ivs, bytes) =>
        sum(cipher.encrypt(blocksOf(bytes.length, piecesOf(ivs, bytes), countUp)), bytes);
    case 'xts': {
      const tweak = withKey(key.subarray(half));
      return (ivs, bytes) => {
        const tweaks = blocksOf(bytes.length, piecesOf(tweak.encrypt(ivs), bytes), double);
        return sum(cipher.decrypt(sum(bytes, tweaks)), tweaks);
      };
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
  const view = new DataView(blocks.buffer);
  for (let start = 0; start < total; start += length) {
    const iv = (start / length) * block;
    blocks.set(ivs.subarray(iv, iv + block), start);
    next(view, start, start + length, block);
  }
  return blocks;
}

/** Makes the blocks of the piece from `start` to `end`, of so many bytes, each from the one before it. */
type NextBlocks = (pieces: DataView, start: number, end: number, block: number) => void;

/** Each the number that is one more; its most significant byte is first. */
function countUp(pieces: DataView, start: number, end: number, block: number): void {
  for (let at = start + block; at < end; at += block) {
    let carry = 1;
    for (let word = at + block - 4; word >= at; word -= 4) {
      const before = pieces.getUint32(word - block);
      pieces.setUint32(word, before + carry);
      if (before + carry < 2 ** 32) carry = 0;
    }
  }
}

/** Each the product with x in the field of 2^128 elements, whose words have the least significant one first (IEEE 1619). */
function double(pieces: DataView, start: number, end: number): void {
  let a = pieces.getInt32(start, true);
  let b = pieces.getInt32(start + 4, true);
  let c = pieces.getInt32(start + 8, true);
  let d = pieces.getInt32(start + 12, true);
  for (let at = start + 16; at < end; at += 16) {
    const carry = d >>> 31;
    d = (d << 1) | (c >>> 31);
    c = (c << 1) | (b >>> 31);
    b = (b << 1) | (a >>> 31);
    a = (a << 1) ^ (0x87 * carry);
    pieces.setInt32(at, a, true);
    pieces.setInt32(at + 4, b, true);
    pieces.setInt32(at + 8, c, true);
    pieces.setInt32(at + 12, d, true);
  }
}

/** The sum of as many bytes, whole words each. Word by word it takes a quarter of the time. */
function sum(bytes: Uint8Array, others: Uint8Array): Uint8Array {
  const [words, added] = [wordsOf(new Uint8Array(bytes)), wordsOf(others)];
  for (let at = 0; at < words.length; at++) words[at]! ^= added[at]!;
  return new Uint8Array(words.buffer);
}

/** The bytes as words of this machine, copied where they don't begin at a multiple of the length of a word. */
function wordsOf(bytes: Uint8Array): Int32Array {
  const { buffer, byteOffset, length } = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
  return new Int32Array(buffer, byteOffset, length / 4);
}
