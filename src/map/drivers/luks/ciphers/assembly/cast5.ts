import { roundBoxes } from './cast5-round-boxes.ts';
import { scheduled } from './key-schedule.ts';

// RFC 2144, "The CAST-128 Encryption Algorithm". The schedule is 16 masks, then as many turns. There are three rounds at a time, one of each
// kind; of all 16 the last one is of the first kind.

const rounds = 16;
const lastRound = rounds - 1;

/** Encrypts the blocks of 8 bytes from the address `start` up to `end`. */
export function encryptCast5(start: usize, end: usize): void {
  for (let block = start; block < end; block += 8) {
    let left = bswap<u32>(load<u32>(block));
    let right = bswap<u32>(load<u32>(block, 4));
    for (let round = 0; round < lastRound; round += 3) {
      const next = left ^ one(round, right);
      left = right ^ two(round + 1, next);
      right = next ^ three(round + 2, left);
    }
    store<u32>(block, bswap<u32>(left ^ one(lastRound, right)));
    store<u32>(block, bswap<u32>(right), 4);
  }
}

/** Decrypts the blocks of 8 bytes from the address `start` up to `end`. */
export function decryptCast5(start: usize, end: usize): void {
  for (let block = start; block < end; block += 8) {
    let right = bswap<u32>(load<u32>(block, 4));
    let left = bswap<u32>(load<u32>(block)) ^ one(lastRound, right);
    for (let round = lastRound - 3; round >= 0; round -= 3) {
      const next = right ^ three(round + 2, left);
      right = left ^ two(round + 1, next);
      left = next ^ one(round, right);
    }
    store<u32>(block, bswap<u32>(left));
    store<u32>(block, bswap<u32>(right), 4);
  }
}

// The function f of a round, of three kinds (section 2.2).

function one(round: i32, data: u32): u32 {
  const word = turned(round, scheduled(round) + data);
  return (s1(word) ^ s2(word)) - s3(word) + s4(word);
}

function two(round: i32, data: u32): u32 {
  const word = turned(round, scheduled(round) ^ data);
  return (s1(word) - s2(word) + s3(word)) ^ s4(word);
}

function three(round: i32, data: u32): u32 {
  const word = turned(round, scheduled(round) - data);
  return ((s1(word) + s2(word)) ^ s3(word)) - s4(word);
}

function turned(round: i32, word: u32): u32 {
  return rotl<u32>(word, scheduled(rounds + round));
}

// What the boxes S1 to S4 have for the bytes of a word.

function s1(word: u32): u32 {
  return load<u32>(roundBoxes + ((word >> 24) << 2));
}

function s2(word: u32): u32 {
  return load<u32>(roundBoxes + (((word >> 16) & 255) << 2), 1024);
}

function s3(word: u32): u32 {
  return load<u32>(roundBoxes + (((word >> 8) & 255) << 2), 2048);
}

function s4(word: u32): u32 {
  return load<u32>(roundBoxes + ((word & 255) << 2), 3072);
}
