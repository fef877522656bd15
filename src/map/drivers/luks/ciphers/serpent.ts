import { once } from '../../../basics/once.ts';
import type { BlockCipher } from '../../../host/cryptography.ts';
import { blockCipher, turnLeft, wordsOf } from './word-cipher.ts';

/** The S-boxes S0 to S7 ("Serpent: A Proposal for the Advanced Encryption Standard", appendix A.5). */
const boxes = [
  [3, 8, 15, 1, 10, 6, 5, 11, 14, 13, 4, 2, 7, 0, 9, 12],
  [15, 12, 2, 7, 9, 0, 5, 10, 1, 11, 14, 8, 6, 13, 3, 4],
  [8, 6, 7, 9, 3, 12, 10, 15, 13, 1, 14, 4, 0, 11, 5, 2],
  [0, 15, 11, 8, 12, 9, 6, 3, 13, 1, 2, 4, 10, 7, 5, 14],
  [1, 15, 8, 3, 12, 0, 11, 6, 2, 5, 4, 10, 9, 14, 7, 13],
  [15, 5, 2, 11, 4, 10, 9, 12, 0, 3, 14, 8, 13, 6, 7, 1],
  [7, 2, 12, 5, 8, 4, 6, 11, 14, 9, 1, 15, 13, 3, 10, 0],
  [1, 13, 15, 0, 14, 8, 2, 11, 7, 4, 12, 10, 9, 3, 5, 6],
];

const rounds = 32;
const leastFirst = 'least byte first';
/** The fraction of the golden ratio, in the key schedule. */
const phi = 0x9e3779b9;

/** Serpent, with keys of 16, 24 or 32 bytes, in the form for words ("bitslice"): each S-box takes one bit of each of four words. */
export function serpent(key: Uint8Array): BlockCipher {
  const { forward, backward } = boxSums();
  const keys = roundKeys(key, forward);
  const mix = (block: Int32Array, round: number): void => {
    for (let word = 0; word < 4; word++) block[word]! ^= keys[round * 4 + word]!;
  };
  return blockCipher({
    words: 4,
    order: leastFirst,
    encrypt(block) {
      for (let round = 0; round < rounds; round++) {
        mix(block, round);
        substitute(block, forward[round % 8]!);
        if (round < rounds - 1) transform(block);
      }
      mix(block, rounds);
    },
    decrypt(block) {
      mix(block, rounds);
      for (let round = rounds - 1; round >= 0; round--) {
        if (round < rounds - 1) transformBack(block);
        substitute(block, backward[round % 8]!);
        mix(block, round);
      }
    },
  });
}

/** The words of the 33 round keys. A key of less than 256 bits is followed by a one, then by zeros. */
function roundKeys(key: Uint8Array, forward: readonly Sums[]): Int32Array {
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
    substitute(keys.subarray(round * 4, round * 4 + 4), forward[(35 - round) % 8]!);
  }
  return keys;
}

/**
 * An S-box as sums of products of its four input bits. The word `4 * product + output` is all ones if the sum of this output bit
 * has this product, else zeros. Bit `n` of `product` says that input bit `n` is a factor.
 */
type Sums = Int32Array;

function sumsOf(box: readonly number[]): Sums {
  const sums = [...box];
  for (const bit of [1, 2, 4, 8]) {
    for (let at = 0; at < 16; at++) if (at & bit) sums[at]! ^= sums[at - bit]!;
  }
  return Int32Array.from(sums.flatMap(outputs => [0, 1, 2, 3].map(bit => -((outputs >> bit) & 1))));
}

/** The S-boxes, and what undoes them. */
const boxSums = once(() => ({
  forward: boxes.map(sumsOf),
  backward: boxes.map(box => sumsOf(box.map((_, value) => box.indexOf(value)))),
}));

/** Replaces the four words by the outputs of an S-box, for all 32 bits at once. */
function substitute(block: Int32Array, sums: Sums): void {
  const one = block[0]!;
  const two = block[1]!;
  const three = block[2]!;
  const four = block[3]!;
  // As variables, they take less time than in an array.
  const oneTwo = one & two;
  const oneThree = one & three;
  const twoThree = two & three;
  const threeFour = three & four;
  for (let output = 0; output < 4; output++) {
    block[output] =
      sums[output]! ^
      (one & sums[4 + output]!) ^
      (two & sums[8 + output]!) ^
      (oneTwo & sums[12 + output]!) ^
      (three & sums[16 + output]!) ^
      (oneThree & sums[20 + output]!) ^
      (twoThree & sums[24 + output]!) ^
      (oneTwo & three & sums[28 + output]!) ^
      (four & sums[32 + output]!) ^
      (one & four & sums[36 + output]!) ^
      (two & four & sums[40 + output]!) ^
      (oneTwo & four & sums[44 + output]!) ^
      (threeFour & sums[48 + output]!) ^
      (one & threeFour & sums[52 + output]!) ^
      (two & threeFour & sums[56 + output]!) ^
      (oneTwo & threeFour & sums[60 + output]!);
  }
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
