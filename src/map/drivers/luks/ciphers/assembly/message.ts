/** Where a message is written to that is hashed: at most 55 bytes, so that it fits into one block. */
export const messageAt: usize = memory.data(64, 16);
/** Where its digest is. */
export const digestAt: usize = memory.data(32, 16);

/** Makes the message of `length` bytes a block (FIPS 180-4, section 5.1.1), and writes its 16 words to `words`. */
export function padMessage(length: usize, words: usize): void {
  store<u8>(messageAt + length, 0x80);
  memory.fill(messageAt + length + 1, 0, 63 - length);
  store<u16>(messageAt, bswap<u16>(<u16>(length << 3)), 62);
  for (let at: usize = 0; at < 64; at += 4) store<u32>(words + at, bswap<u32>(load<u32>(messageAt + at)));
}

/** Writes a word of the digest. */
export function putWord(index: usize, word: u32): void {
  store<u32>(digestAt + (index << 2), bswap<u32>(word));
}
