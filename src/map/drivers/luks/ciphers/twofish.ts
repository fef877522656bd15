import type { BlockCipher } from '../../../host/cryptography.ts';
import { permutations } from './twofish-permutations.ts';
import { blockCipher, turnLeft, wordsOf } from './word-cipher.ts';

// "Twofish: A 128-Bit Block Cipher" (1998), section 4.

const rounds = 16;
const leastFirst = 'least byte first';
/** The matrix MDS (section 4.3.1) in the field of 256 elements with `mdsField`. */
const mds = [
  [0x01, 0xef, 0x5b, 0x5b],
  [0x5b, 0xef, 0xef, 0x01],
  [0xef, 0x5b, 0x01, 0xef],
  [0xef, 0x01, 0xef, 0x5b],
] as const;
const mdsField = 0x169;
/** The matrix RS (section 4.3) in the field with `rsField`. */
const rs = [
  [0x01, 0xa4, 0x55, 0x87, 0x5a, 0x58, 0xdb, 0x9e],
  [0xa4, 0x56, 0x82, 0xf3, 0x1e, 0xc6, 0x68, 0xe5],
  [0x02, 0xa1, 0xfc, 0xc1, 0x47, 0xae, 0x3d, 0x19],
  [0xa4, 0x55, 0x87, 0x5a, 0x58, 0xdb, 0x9e, 0x03],
] as const;
const rsField = 0x14d;

/** For each byte of a word, which permutation (0 for q0, 1 for q1) follows after as many key words are left (section 4.3.2). */
const passes = [
  [1, 0, 1, 0],
  [0, 0, 1, 1],
  [0, 1, 0, 1],
  [1, 1, 0, 0],
  [1, 0, 0, 1],
] as const;

/** Twofish, with keys of 16, 24 or 32 bytes. */
export function twofish(key: Uint8Array): BlockCipher {
  const words = [...wordsOf(key, leastFirst)];
  const subkeys = subkeysOf(
    words.filter((_, at) => at % 2 === 0),
    words.filter((_, at) => at % 2 === 1),
  );
  const g = mixerOf(sBoxWords(key));
  const whiten = (block: Int32Array, at: number): void => {
    for (let word = 0; word < 4; word++) block[word]! ^= subkeys[at + word]!;
  };
  const swapHalves = (block: Int32Array): void => block.set([block[2]!, block[3]!, block[0]!, block[1]!]);
  return blockCipher({
    words: 4,
    order: leastFirst,
    encrypt(block) {
      whiten(block, 0);
      for (let round = 0; round < rounds; round++) {
        const [left, right] = round % 2 === 0 ? [0, 2] : [2, 0];
        const one = g(block[left]!);
        const two = g(turnLeft(block[left + 1]!, 8));
        block[right] = turnLeft(block[right]! ^ (one + two + subkeys[8 + 2 * round]!), 31);
        block[right + 1] = turnLeft(block[right + 1]!, 1) ^ (one + 2 * two + subkeys[9 + 2 * round]!);
      }
      swapHalves(block);
      whiten(block, 4);
    },
    decrypt(block) {
      whiten(block, 4);
      swapHalves(block);
      for (let round = rounds - 1; round >= 0; round--) {
        const [left, right] = round % 2 === 0 ? [0, 2] : [2, 0];
        const one = g(block[left]!);
        const two = g(turnLeft(block[left + 1]!, 8));
        block[right] = turnLeft(block[right]!, 1) ^ (one + two + subkeys[8 + 2 * round]!);
        block[right + 1] = turnLeft(block[right + 1]! ^ (one + 2 * two + subkeys[9 + 2 * round]!), 31);
      }
      whiten(block, 0);
    },
  });
}

/** The 40 words of the expanded key (section 4.3.3). */
function subkeysOf(even: readonly number[], odd: readonly number[]): Int32Array {
  const [one, two] = [mixerOf(even), mixerOf(odd)];
  const subkeys = new Int32Array(40);
  for (let at = 0; at < subkeys.length; at += 2) {
    const a = one(at * 0x01010101);
    const b = turnLeft(two((at + 1) * 0x01010101), 8);
    subkeys[at] = a + b;
    subkeys[at + 1] = turnLeft(a + 2 * b, 9);
  }
  return subkeys;
}

/** The key words of the S-boxes, the last of the key first. */
function sBoxWords(key: Uint8Array): number[] {
  const words: number[] = [];
  for (let at = key.length - 8; at >= 0; at -= 8) {
    const bytes = rs.map(row =>
      row.reduce<number>((sum, factor, column) => sum ^ product(factor, key[at + column]!, rsField), 0),
    );
    words.push(wordsOf(Uint8Array.from(bytes), leastFirst)[0]!);
  }
  return words;
}

/** The function h of a word for these key words (section 4.3.2), as one table for each byte of the word. */
function mixerOf(keyWords: readonly number[]): (word: number) => number {
  const [one, two, three, four] = [0, 1, 2, 3].map(place => tableOf(place, keyWords)) as TableOfByte[];
  return word =>
    one![word & 255]! ^ two![(word >>> 8) & 255]! ^ three![(word >>> 16) & 255]! ^ four![word >>> 24]!;
}

type TableOfByte = Int32Array;

function tableOf(place: number, keyWords: readonly number[]): TableOfByte {
  const column = mds.map(row => row[place]!);
  const q = permutations();
  return Int32Array.from({ length: 256 }, (_, value) => {
    let byte = value;
    for (let left = keyWords.length; left > 0; left--) {
      const keyByte = (keyWords[left - 1]! >>> (8 * place)) & 255;
      byte = q[passes[left]![place]!]![byte]! ^ keyByte;
    }
    byte = q[passes[0][place]!]![byte]!;
    return column.reduce((word, factor, row) => word | (product(factor, byte, mdsField) << (8 * row)), 0);
  });
}

/** The product of two elements of the field of 256 elements with this polynomial. */
function product(one: number, other: number, polynomial: number): number {
  let sum = 0;
  for (let bit = 7; bit >= 0; bit--) {
    sum <<= 1;
    if (sum & 256) sum ^= polynomial;
    if ((other >> bit) & 1) sum ^= one;
  }
  return sum;
}
