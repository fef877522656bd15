import { keyBoxes } from './cast5-key-boxes.ts';
import { keyAt, schedule } from './key-schedule.ts';

const x = memory.data(16);
const z = memory.data(16);
const masks = 16;

/**
 * Makes the schedule (RFC 2144, section 2.4) for a key of 16 bytes: 32 words, of which the last half are turns. Each line of the specification
 * is the sum of the entries of S5, S6, S7, S8 and of one of them again. Here it is six digits: the places of the five bytes, and which
 * box the fifth has.
 */
export function cast5Key(): void {
  memory.copy(x, keyAt, 16);
  for (let half = 0; half < 2; half++) {
    const first = half * masks;
    fillZ();
    take(first, z, 0x897625, 0xab5466, 0xcd3297, 0xef10c8);
    fillX();
    take(first + 4, x, 0x32cd85, 0x10efd6, 0x768937, 0x54ab78);
    fillZ();
    take(first + 8, z, 0x32cd95, 0x10efc6, 0x768927, 0x54ab68);
    fillX();
    take(first + 12, x, 0x897635, 0xab5476, 0xcd3287, 0xef10d8);
  }
}

function fillZ(): void {
  setWord(z, 0, word(x, 0) ^ sum(x, x, 0xdfce87));
  setWord(z, 1, word(x, 2) ^ sum(z, x, 0x0213a8));
  setWord(z, 2, word(x, 3) ^ sum(z, x, 0x765495));
  setWord(z, 3, word(x, 1) ^ sum(z, x, 0xa9b8b6));
}

function fillX(): void {
  setWord(x, 0, word(z, 2) ^ sum(z, z, 0x574607));
  setWord(x, 1, word(z, 0) ^ sum(x, z, 0x021328));
  setWord(x, 2, word(z, 1) ^ sum(x, z, 0x765415));
  setWord(x, 3, word(z, 3) ^ sum(x, z, 0xa9b836));
}

/** Four words of the schedule, from `first` on. */
function take(first: i32, from: usize, one: u32, two: u32, three: u32, four: u32): void {
  schedule(first, sum(from, from, one));
  schedule(first + 1, sum(from, from, two));
  schedule(first + 2, sum(from, from, three));
  schedule(first + 3, sum(from, from, four));
}

/** A line of the specification: four bytes of `from`, and the fifth of `other`. */
function sum(from: usize, other: usize, line: u32): u32 {
  const fifth = (line & 15) - 5;
  return (
    entry(0, from, line >> 20) ^
    entry(1, from, line >> 16) ^
    entry(2, from, line >> 12) ^
    entry(3, from, line >> 8) ^
    entry(fifth, other, line >> 4)
  );
}

/** The entry of a box for the byte of `from` whose place is the last digit of `line`. */
function entry(box: u32, from: usize, line: u32): u32 {
  const byte = <u32>load<u8>(from + (line & 15));
  return load<u32>(keyBoxes + ((box << 10) | (byte << 2)));
}

// The most significant byte of a word is first.

function word(from: usize, index: i32): u32 {
  return bswap<u32>(load<u32>(from + (index << 2)));
}

function setWord(to: usize, index: i32, value: u32): void {
  store<u32>(to + (index << 2), bswap<u32>(value));
}
