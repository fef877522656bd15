import { once } from '../../../basics/once.ts';
import type { BlockCipher } from '../../../host/cryptography.ts';
import { permutations } from './twofish-permutations.ts';
import { blockCipher, turnLeft, wordsOf } from './word-cipher.ts';

// "Twofish: A 128-Bit Block Cipher" (1998), section 4.

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
  const boxes = boxesOf(sBoxWords(key));
  // Two rounds at a time, so that no halves are swapped. As variables, words take less time than in an array.
  return blockCipher({
    words: 4,
    order: leastFirst,
    encrypt(block) {
      let a = block[0]! ^ subkeys[0]!;
      let b = block[1]! ^ subkeys[1]!;
      let c = block[2]! ^ subkeys[2]!;
      let d = block[3]! ^ subkeys[3]!;
      for (let at = 8; at < subkeys.length; at += 4) {
        let one = g(boxes, a);
        let two = g(boxes, turnLeft(b, 8));
        c = turnLeft(c ^ (one + two + subkeys[at]!), 31);
        d = turnLeft(d, 1) ^ (one + (two << 1) + subkeys[at + 1]!);
        one = g(boxes, c);
        two = g(boxes, turnLeft(d, 8));
        a = turnLeft(a ^ (one + two + subkeys[at + 2]!), 31);
        b = turnLeft(b, 1) ^ (one + (two << 1) + subkeys[at + 3]!);
      }
      block[0] = c ^ subkeys[4]!;
      block[1] = d ^ subkeys[5]!;
      block[2] = a ^ subkeys[6]!;
      block[3] = b ^ subkeys[7]!;
    },
    decrypt(block) {
      let c = block[0]! ^ subkeys[4]!;
      let d = block[1]! ^ subkeys[5]!;
      let a = block[2]! ^ subkeys[6]!;
      let b = block[3]! ^ subkeys[7]!;
      for (let at = subkeys.length - 4; at >= 8; at -= 4) {
        let one = g(boxes, c);
        let two = g(boxes, turnLeft(d, 8));
        a = turnLeft(a, 1) ^ (one + two + subkeys[at + 2]!);
        b = turnLeft(b ^ (one + (two << 1) + subkeys[at + 3]!), 31);
        one = g(boxes, a);
        two = g(boxes, turnLeft(b, 8));
        c = turnLeft(c, 1) ^ (one + two + subkeys[at]!);
        d = turnLeft(d ^ (one + (two << 1) + subkeys[at + 1]!), 31);
      }
      block[0] = a ^ subkeys[0]!;
      block[1] = b ^ subkeys[1]!;
      block[2] = c ^ subkeys[2]!;
      block[3] = d ^ subkeys[3]!;
    },
  });
}

/** The 40 words of the expanded key (section 4.3.3). */
function subkeysOf(even: readonly number[], odd: readonly number[]): Int32Array {
  const subkeys = new Int32Array(40);
  for (let at = 0; at < subkeys.length; at += 2) {
    const a = ofEqualBytes(at, even);
    const b = turnLeft(ofEqualBytes(at + 1, odd), 8);
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

/** The function g (section 4.3): h of a word for the key words of the S-boxes. */
function g(boxes: Int32Array, word: number): number {
  return (
    boxes[word & 255]! ^
    boxes[256 | ((word >>> 8) & 255)]! ^
    boxes[512 | ((word >>> 16) & 255)]! ^
    boxes[768 | (word >>> 24)]!
  );
}

/** What the bytes of a word are replaced by: 256 words for each place. */
function boxesOf(keyWords: readonly number[]): Int32Array {
  const boxes = new Int32Array(4 * 256);
  for (let at = 0; at < boxes.length; at++) boxes[at] = replaced(at >> 8, at & 255, keyWords);
  return boxes;
}

/** The function h of a word whose bytes all have this value. */
function ofEqualBytes(value: number, keyWords: readonly number[]): number {
  return [0, 1, 2, 3].reduce((word, place) => word ^ replaced(place, value, keyWords), 0);
}

/** What the function h makes of one byte of a word for these key words (section 4.3.2): the sum for all four places is that of the word. */
function replaced(place: number, value: number, keyWords: readonly number[]): number {
  const q = permutations();
  let byte = value;
  for (let left = keyWords.length; left > 0; left--) {
    const keyByte = (keyWords[left - 1]! >>> (8 * place)) & 255;
    byte = q[passes[left]![place]!]![byte]! ^ keyByte;
  }
  return mixedColumns()[place]![q[passes[0][place]!]![byte]!]!;
}

/** For each byte of a word, what the matrix MDS makes of its values. */
const mixedColumns = once((): readonly Int32Array[] =>
  [0, 1, 2, 3].map(place =>
    Int32Array.from({ length: 256 }, (_, byte) =>
      mds.reduce((word, row, at) => word | (product(row[place]!, byte, mdsField) << (8 * at)), 0),
    ),
  ),
);

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
