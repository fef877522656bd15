import type { BlockCipher } from '../../../host/cryptography.ts';
import { serpentBoxes } from './serpent-boxes.ts';
import { serpentInverseBoxes } from './serpent-inverse-boxes.ts';
import { blockCipher, turnLeft, wordsOf } from './word-cipher.ts';

const rounds = 32;
const leastFirst = 'least byte first';
/** The fraction of the golden ratio, in the key schedule. */
const phi = 0x9e3779b9;

/** Serpent, with keys of 16, 24 or 32 bytes, in the form for words ("bitslice"): each S-box takes one bit of each of four words. */
export function serpent(key: Uint8Array): BlockCipher {
  const keys = roundKeys(key);
  const mix = (block: Int32Array, round: number): void => {
    const at = 4 * round;
    block[0]! ^= keys[at]!;
    block[1]! ^= keys[at + 1]!;
    block[2]! ^= keys[at + 2]!;
    block[3]! ^= keys[at + 3]!;
  };
  return blockCipher({
    words: 4,
    order: leastFirst,
    encrypt(block) {
      for (let round = 0; round < rounds; round++) {
        mix(block, round);
        serpentBoxes[round % 8]!(block);
        if (round < rounds - 1) transform(block);
      }
      mix(block, rounds);
    },
    decrypt(block) {
      mix(block, rounds);
      for (let round = rounds - 1; round >= 0; round--) {
        if (round < rounds - 1) transformBack(block);
        serpentInverseBoxes[round % 8]!(block);
        mix(block, round);
      }
    },
  });
}

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
    serpentBoxes[(35 - round) % 8]!(keys.subarray(round * 4, round * 4 + 4));
  }
  return keys;
}

/** The linear transformation between two rounds. */
function transform(block: Int32Array): void {
  const one = turnLeft(block[0]!, 13);
  const three = turnLeft(block[2]!, 3);
  const two = turnLeft(block[1]! ^ one ^ three, 1);
  const four = turnLeft(block[3]! ^ three ^ (one << 3), 7);
  block[0] = turnLeft(one ^ two ^ four, 5);
  block[1] = two;
  block[2] = turnLeft(three ^ four ^ (two << 7), 22);
  block[3] = four;
}

function transformBack(block: Int32Array): void {
  const two = block[1]!;
  const four = block[3]!;
  const three = turnLeft(block[2]!, 10) ^ four ^ (two << 7);
  const one = turnLeft(block[0]!, 27) ^ two ^ four;
  block[0] = turnLeft(one, 19);
  block[1] = turnLeft(two, 31) ^ one ^ three;
  block[2] = turnLeft(three, 29);
  block[3] = turnLeft(four, 25) ^ three ^ (one << 3);
}
