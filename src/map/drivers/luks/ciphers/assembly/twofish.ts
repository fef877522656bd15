import { scheduled } from './key-schedule.ts';
import { boxesAt } from './twofish-key.ts';

// "Twofish: A 128-Bit Block Cipher" (1998), section 4. There are two rounds at a time, so that no halves are swapped.

/** Encrypts the blocks of 16 bytes from the address `start` up to `end`. */
export function encryptTwofish(start: usize, end: usize): void {
  for (let block = start; block < end; block += 16) {
    let a = load<u32>(block) ^ scheduled(0);
    let b = load<u32>(block, 4) ^ scheduled(1);
    let c = load<u32>(block, 8) ^ scheduled(2);
    let d = load<u32>(block, 12) ^ scheduled(3);
    for (let at = 8; at < 40; at += 4) {
      let one = g(a);
      let two = g(rotl<u32>(b, 8));
      c = rotr<u32>(c ^ (one + two + scheduled(at)), 1);
      d = rotl<u32>(d, 1) ^ (one + (two << 1) + scheduled(at + 1));
      one = g(c);
      two = g(rotl<u32>(d, 8));
      a = rotr<u32>(a ^ (one + two + scheduled(at + 2)), 1);
      b = rotl<u32>(b, 1) ^ (one + (two << 1) + scheduled(at + 3));
    }
    store<u32>(block, c ^ scheduled(4));
    store<u32>(block, d ^ scheduled(5), 4);
    store<u32>(block, a ^ scheduled(6), 8);
    store<u32>(block, b ^ scheduled(7), 12);
  }
}

/** Decrypts the blocks of 16 bytes from the address `start` up to `end`. */
export function decryptTwofish(start: usize, end: usize): void {
  for (let block = start; block < end; block += 16) {
    let c = load<u32>(block) ^ scheduled(4);
    let d = load<u32>(block, 4) ^ scheduled(5);
    let a = load<u32>(block, 8) ^ scheduled(6);
    let b = load<u32>(block, 12) ^ scheduled(7);
    for (let at = 36; at >= 8; at -= 4) {
      let one = g(c);
      let two = g(rotl<u32>(d, 8));
      a = rotl<u32>(a, 1) ^ (one + two + scheduled(at + 2));
      b = rotr<u32>(b ^ (one + (two << 1) + scheduled(at + 3)), 1);
      one = g(a);
      two = g(rotl<u32>(b, 8));
      c = rotl<u32>(c, 1) ^ (one + two + scheduled(at));
      d = rotr<u32>(d ^ (one + (two << 1) + scheduled(at + 1)), 1);
    }
    store<u32>(block, a ^ scheduled(0));
    store<u32>(block, b ^ scheduled(1), 4);
    store<u32>(block, c ^ scheduled(2), 8);
    store<u32>(block, d ^ scheduled(3), 12);
  }
}

/** The function g (section 4.3): h of a word for the key words of the S-boxes. */
function g(word: u32): u32 {
  return (
    load<u32>(boxesAt + ((word & 255) << 2)) ^
    load<u32>(boxesAt + (((word >> 8) & 255) << 2), 1024) ^
    load<u32>(boxesAt + (((word >> 16) & 255) << 2), 2048) ^
    load<u32>(boxesAt + ((word >> 24) << 2), 3072)
  );
}
