/** Where the host writes the bytes of a key. */
export const keyAt: usize = memory.data(32, 16);

/** The longest schedule is that of Twofish: 40 words, and four boxes of 256. */
export const scheduleBytes: i32 = 4256;

/** Where a cipher keeps the words that it made of a key. */
export const scheduleAt: usize = memory.data(scheduleBytes, 16);

/** The word of the schedule with this index. */
export function scheduled(index: i32): u32 {
  return load<u32>(scheduleAt + ((<usize>index) << 2));
}

/** Sets the word of the schedule with this index. */
export function schedule(index: i32, word: u32): void {
  store<u32>(scheduleAt + ((<usize>index) << 2), word);
}

/** The word of the key with this index, its least significant byte first. */
export function keyWord(index: i32): u32 {
  return load<u32>(keyAt + ((<usize>index) << 2));
}
