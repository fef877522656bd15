import type { BlockCipher } from '../../../host/cryptography.ts';

/** A cipher that changes one block in place, as the 32-bit words that its specification calculates with. */
export interface WordCipher {
  readonly words: 2 | 4;
  readonly order: 'least byte first' | 'most byte first';
  encrypt(block: Int32Array): void;
  decrypt(block: Int32Array): void;
}

/** The cipher of whole blocks of bytes that a cipher of words is. */
export function blockCipher(cipher: WordCipher): BlockCipher {
  return {
    encrypt: bytes => changed(bytes, cipher, block => cipher.encrypt(block)),
    decrypt: bytes => changed(bytes, cipher, block => cipher.decrypt(block)),
  };
}

function changed(
  bytes: Uint8Array,
  { words, order }: WordCipher,
  change: (block: Int32Array) => void,
): Uint8Array {
  const result = new Uint8Array(bytes);
  const view = new DataView(result.buffer);
  const isLittle = order === 'least byte first';
  const block = new Int32Array(words);
  for (let at = 0; at < result.length; at += words * 4) {
    for (let word = 0; word < words; word++) block[word] = view.getInt32(at + word * 4, isLittle);
    change(block);
    for (let word = 0; word < words; word++) view.setInt32(at + word * 4, block[word]!, isLittle);
  }
  return result;
}

/** The words of `bytes`, as many as fit. */
export function wordsOf(bytes: Uint8Array, order: WordCipher['order']): Int32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Int32Array.from({ length: bytes.length >> 2 }, (_, word) =>
    view.getInt32(word * 4, order === 'least byte first'),
  );
}

/** The word turned left by `count` bits, 0 to 31. */
export function turnLeft(word: number, count: number): number {
  return (word << count) | (word >>> (32 - count));
}
