import type { BlockCipher } from '../../../host/cryptography.ts';
import { serpentRounds } from './serpent-rounds.ts';
import { serpentRoundsBack } from './serpent-rounds-back.ts';
import { blockCipher, turnLeft, wordsOf } from './word-cipher.ts';

const rounds = 32;
const leastFirst = 'least byte first';
/** The fraction of the golden ratio, in the key schedule. */
const phi = 0x9e3779b9;

/** Serpent, with keys of 16, 24 or 32 bytes, in the form for words ("bitslice"): each S-box takes one bit of each of four words. */
export function serpent(key: Uint8Array): BlockCipher {
  const keys = roundKeys(key);
  const addLast = (block: Int32Array): void => {
    for (let word = 0; word < 4; word++) block[word]! ^= keys[4 * rounds + word]!;
  };
  return blockCipher({
    words: 4,
    order: leastFirst,
    encrypt(block) {
      serpentRounds(block, keys, 0, rounds - 1);
      addLast(block);
    },
    decrypt(block) {
      addLast(block);
      serpentRoundsBack(block, keys, 0, rounds - 1);
    },
  });
}

const noKeys = new Int32Array(4 * rounds);

/** The words of the 33 round keys. A key of less than 256 bits is followed by a one, then by zeros. */
function roundKeys(key: Uint8Array): Int32Array {
  const padded = new Uint8Array(32);
  padded.set(key);
  if (key.length < padded.length) padded[key.length] = 1;
  const words = new Int32Array(8 + 4 * (rounds + 1));
  words.set(wordsOf(padded, leastFirst));
  for (let at = 8; at < words.length; at++) {
    const mixed = words[at - 8]! ^ words[at - 5]! ^ words[at - 3]! ^ words[at - 1]! ^ phi ^ (at - 8);
    words[at] = turnLeft(mixed, 11);
  }
  const keys = words.subarray(8);
  for (let round = 0; round <= rounds; round++) {
    const box = (35 - round) % 8;
    // One round without a key is its S-box.
    serpentRounds(keys.subarray(round * 4, round * 4 + 4), noKeys, box, box);
  }
  return keys;
}
