import { keyAt, scheduleAt } from './key-schedule.ts';
import { serpentRounds } from './serpent-rounds.ts';
import { serpentRoundsBack } from './serpent-rounds-back.ts';

// "Serpent: A Proposal for the Advanced Encryption Standard", in the form for words ("bitslice"): each S-box takes one bit of each of four
// words. The schedule is four words for each of the 32 rounds, and four that are added last.

const rounds = 32;
const lastKey: usize = scheduleAt + 16 * rounds;
/** The fraction of the golden ratio, in the key schedule. */
const phi: u32 = 0x9e3779b9;

/** The words before the round keys: the key with what follows it. */
const seeds = memory.data(32 + 16 * (rounds + 1), 16);
const noKeys = memory.data(16 * rounds, 16);

/** Makes the schedule for a key of 16, 24 or 32 bytes. A key of less than 256 bits is followed by a one, then by zeros. */
export function serpentKey(length: i32): void {
  memory.fill(seeds, 0, 32);
  memory.copy(seeds, keyAt, length);
  if (length < 32) store<u8>(seeds + length, 1);
  for (let at = 0; at < 4 * (rounds + 1); at++) {
    const word = seeds + ((<usize>at) << 2);
    const mixed =
      load<u32>(word) ^ load<u32>(word, 12) ^ load<u32>(word, 20) ^ load<u32>(word, 28) ^ phi ^ at;
    store<u32>(word, rotl<u32>(mixed, 11), 32);
  }
  memory.copy(scheduleAt, seeds + 32, 16 * (rounds + 1));
  for (let round = 0; round <= rounds; round++) {
    const box = (35 - round) & 7;
    // One round without a key is its S-box.
    serpentRounds(scheduleAt + ((<usize>round) << 4), noKeys, box, box);
  }
}

/** Encrypts the blocks of 16 bytes from the address `start` up to `end`. */
export function encryptSerpent(start: usize, end: usize): void {
  for (let block = start; block < end; block += 16) {
    serpentRounds(block, scheduleAt, 0, rounds - 1);
    addLast(block);
  }
}

/** Decrypts the blocks of 16 bytes from the address `start` up to `end`. */
export function decryptSerpent(start: usize, end: usize): void {
  for (let block = start; block < end; block += 16) {
    addLast(block);
    serpentRoundsBack(block, scheduleAt, 0, rounds - 1);
  }
}

function addLast(block: usize): void {
  v128.store(block, v128.xor(v128.load(block), v128.load(lastKey)));
}
