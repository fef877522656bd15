import { padMessage, putWord } from './message.ts';

// SHA-256 and SHA-224 (FIPS 180-4, sections 6.2 and 6.3) of a message that fits into one block.

/** The constants K. */
const constants = memory.data<u32>([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
]);
/** The initial hash values. */
const initial224 = memory.data<u32>([
  0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4,
]);
const initial256 = memory.data<u32>([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]);
/** The message schedule: 64 words, of which the first 16 are the block. */
const schedule = memory.data(256, 16);

/** Writes the SHA-224 of the message of `length` bytes, which has 28 bytes. */
export function sha224(length: usize): void {
  hash(length, initial224);
}

/** Writes the SHA-256 of the message of `length` bytes. */
export function sha256(length: usize): void {
  hash(length, initial256);
}

function hash(length: usize, initial: usize): void {
  padMessage(length, schedule);
  fillSchedule();
  let a = load<u32>(initial);
  let b = load<u32>(initial, 4);
  let c = load<u32>(initial, 8);
  let d = load<u32>(initial, 12);
  let e = load<u32>(initial, 16);
  let f = load<u32>(initial, 20);
  let g = load<u32>(initial, 24);
  let h = load<u32>(initial, 28);
  for (let at: usize = 0; at < 256; at += 4) {
    const sum = rotr<u32>(e, 6) ^ rotr<u32>(e, 11) ^ rotr<u32>(e, 25);
    const one = h + sum + ((e & f) ^ (~e & g)) + load<u32>(constants + at) + load<u32>(schedule + at);
    const two = (rotr<u32>(a, 2) ^ rotr<u32>(a, 13) ^ rotr<u32>(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = d + one;
    d = c;
    c = b;
    b = a;
    a = one + two;
  }
  putWord(0, a + load<u32>(initial));
  putWord(1, b + load<u32>(initial, 4));
  putWord(2, c + load<u32>(initial, 8));
  putWord(3, d + load<u32>(initial, 12));
  putWord(4, e + load<u32>(initial, 16));
  putWord(5, f + load<u32>(initial, 20));
  putWord(6, g + load<u32>(initial, 24));
  putWord(7, h + load<u32>(initial, 28));
}

function fillSchedule(): void {
  for (let at = schedule; at < schedule + 192; at += 4) {
    const early = load<u32>(at, 4);
    const late = load<u32>(at, 56);
    const one = rotr<u32>(early, 7) ^ rotr<u32>(early, 18) ^ (early >> 3);
    const two = rotr<u32>(late, 17) ^ rotr<u32>(late, 19) ^ (late >> 10);
    store<u32>(at, load<u32>(at) + one + load<u32>(at, 36) + two, 64);
  }
}
