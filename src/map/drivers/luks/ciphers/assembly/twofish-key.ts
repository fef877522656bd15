import { keyAt, schedule, scheduleAt } from './key-schedule.ts';
import { fillPermutations, permuted } from './twofish-permutations.ts';

// "Twofish: A 128-Bit Block Cipher" (1998), section 4.3.

const subkeys = 40;
/** Where the boxes are, behind the subkeys: for each byte of a word what its values are replaced by, 256 words. */
export const boxesAt: usize = scheduleAt + 4 * subkeys;

/** The matrix RS (section 4.3), row by row, in the field of 256 elements with `rsField`. */
const rs = memory.data<u8>([
  0x01, 0xa4, 0x55, 0x87, 0x5a, 0x58, 0xdb, 0x9e, 0xa4, 0x56, 0x82, 0xf3, 0x1e, 0xc6, 0x68, 0xe5, 0x02, 0xa1,
  0xfc, 0xc1, 0x47, 0xae, 0x3d, 0x19, 0xa4, 0x55, 0x87, 0x5a, 0x58, 0xdb, 0x9e, 0x03,
]);
const rsField: u32 = 0x14d;
/** The matrix MDS (section 4.3.1), row by row, in the field with `mdsField`. */
const mds = memory.data<u8>([
  0x01, 0xef, 0x5b, 0x5b, 0x5b, 0xef, 0xef, 0x01, 0xef, 0x5b, 0x01, 0xef, 0xef, 0x01, 0xef, 0x5b,
]);
const mdsField: u32 = 0x169;
/** For each byte of a word, which permutation follows after as many key words are left (section 4.3.2). */
const passes = memory.data<u8>([1, 0, 1, 0, 0, 0, 1, 1, 0, 1, 0, 1, 1, 1, 0, 0, 1, 0, 0, 1]);

/** For each byte of a word, what the last permutation and the matrix MDS make of its values. */
const lastPasses = memory.data(4096, 16);
let hasLastPasses = false;

/** The key words of the boxes. Like the even words of the key, and like the odd ones, they lie eight bytes apart. */
const boxWords = memory.data(32, 16);

/** Makes the schedule for a key of 16, 24 or 32 bytes. */
export function twofishKey(length: i32): void {
  if (!hasLastPasses) fillLastPasses();
  const words = length >> 3;
  for (let at = 0; at < subkeys; at += 2) {
    const a = ofEqualBytes(at, keyAt, words);
    const b = rotl<u32>(ofEqualBytes(at + 1, keyAt + 4, words), 8);
    schedule(at, a + b);
    schedule(at + 1, rotl<u32>(a + 2 * b, 9));
  }
  fillBoxWords(words);
  for (let place = 0; place < 4; place++) {
    for (let byte = 0; byte < 256; byte++) {
      schedule(subkeys + (place << 8) + byte, replaced(place, byte, boxWords, words));
    }
  }
}

/** The last word is made of the first eight bytes of the key. */
function fillBoxWords(words: i32): void {
  for (let word = 0; word < words; word++) {
    const bytes = keyAt + ((words - 1 - word) << 3);
    for (let row = 0; row < 4; row++) {
      let sum: u32 = 0;
      for (let at = 0; at < 8; at++)
        sum ^= product(load<u8>(rs + (row << 3) + at), load<u8>(bytes + at), rsField);
      store<u8>(boxWords + (word << 3) + row, sum);
    }
  }
}

/** The function h of a word whose bytes all have this value. */
function ofEqualBytes(value: i32, keyWords: usize, words: i32): u32 {
  let sum: u32 = 0;
  for (let place = 0; place < 4; place++) sum ^= replaced(place, value, keyWords, words);
  return sum;
}

/** What the function h makes of one byte of a word for these key words (section 4.3.2): the sum for all four places is that of the word. */
function replaced(place: i32, value: i32, keyWords: usize, words: i32): u32 {
  let byte = value;
  for (let left = words; left > 0; left--) {
    byte =
      permuted(load<u8>(passes + (left << 2) + place), byte) ^ load<u8>(keyWords + ((left - 1) << 3) + place);
  }
  return load<u32>(lastPasses + (place << 10) + (byte << 2));
}

function fillLastPasses(): void {
  fillPermutations();
  for (let place = 0; place < 4; place++) {
    for (let byte = 0; byte < 256; byte++) {
      const last = permuted(load<u8>(passes + place), byte);
      let word: u32 = 0;
      for (let row = 0; row < 4; row++) {
        word |= product(load<u8>(mds + (row << 2) + place), last, mdsField) << (row << 3);
      }
      store<u32>(lastPasses + (place << 10) + (byte << 2), word);
    }
  }
  hasLastPasses = true;
}

/** The product of two elements of the field of 256 elements with this polynomial. */
function product(one: u32, other: u32, polynomial: u32): u32 {
  let sum: u32 = 0;
  for (let bit = 7; bit >= 0; bit--) {
    sum <<= 1;
    if ((sum & 256) !== 0) sum ^= polynomial;
    if (((other >> bit) & 1) !== 0) sum ^= one;
  }
  return sum;
}
