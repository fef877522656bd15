import { padMessage, putWord } from './message.ts';

// SHA-1 (FIPS 180-4, section 6.1) of a message that fits into one block.

const h0: u32 = 0x67452301;
const h1: u32 = 0xefcdab89;
const h2: u32 = 0x98badcfe;
const h3: u32 = 0x10325476;
const h4: u32 = 0xc3d2e1f0;
/** The message schedule: 80 words, of which the first 16 are the block. */
const schedule = memory.data(320, 16);

/** Writes the digest of the message of `length` bytes. */
export function sha1(length: usize): void {
  padMessage(length, schedule);
  for (let at = schedule; at < schedule + 256; at += 4) {
    const sum = load<u32>(at, 52) ^ load<u32>(at, 32) ^ load<u32>(at, 8) ^ load<u32>(at);
    store<u32>(at, rotl<u32>(sum, 1), 64);
  }
  let a = h0;
  let b = h1;
  let c = h2;
  let d = h3;
  let e = h4;
  for (let round = 0; round < 80; round++) {
    const next = rotl<u32>(a, 5) + mixed(round, b, c, d) + e + load<u32>(schedule + ((<usize>round) << 2));
    e = d;
    d = c;
    c = rotl<u32>(b, 30);
    b = a;
    a = next;
  }
  putWord(0, a + h0);
  putWord(1, b + h1);
  putWord(2, c + h2);
  putWord(3, d + h3);
  putWord(4, e + h4);
}

/** The function f of a round with its constant K. */
function mixed(round: i32, b: u32, c: u32, d: u32): u32 {
  if (round < 20) return ((b & c) ^ (~b & d)) + 0x5a827999;
  if (round < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (round < 60) return ((b & c) ^ (b & d) ^ (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}
