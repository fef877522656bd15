// What modes of ciphers calculate. Bytes lie from the address `start` up to `end`.

/** Adds as many bytes at `others` to those from `start` on. Both are whole blocks. */
export function sum(start: usize, end: usize, others: usize): void {
  for (let at = start; at < end; at += 8, others += 8) store<u64>(at, load<u64>(at) ^ load<u64>(others));
}

/** Makes each block of 16 bytes but the first the product of the one before it with x, in the field of 2^128 elements (IEEE 1619). */
export function double(start: usize, end: usize): void {
  for (let at = start; at < end - 16; at += 16) {
    const low = load<u64>(at);
    const high = load<u64>(at, 8);
    store<u64>(at, (low << 1) ^ (0x87 * (high >> 63)), 16);
    store<u64>(at, (high << 1) | (low >> 63), 24);
  }
}

/** Makes each block of 8 or 16 bytes but the first the number that is one more than the one before it. Its most significant byte is first. */
export function countUp(start: usize, end: usize, block: usize): void {
  for (let at = start + block; at < end; at += block) {
    const low = bswap<u64>(load<u64>(at - 8)) + 1;
    store<u64>(at + block - 8, bswap<u64>(low));
    if (block === 8) continue;
    const high = bswap<u64>(load<u64>(at - 16)) + <u64>(low === 0);
    store<u64>(at, bswap<u64>(high));
  }
}
