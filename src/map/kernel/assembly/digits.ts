const zeros: u64 = ((<u64>0x3030_3030) << 32) | 0x3030_3030;
const hundredMillion: u64 = 100_000_000;

/**
 * Writes a number below 10^8 to `at` as eight digits. It is halved three times, all parts at once: two numbers of four digits in the
 * halves of a word, then four of two, then eight of one. The factors are reciprocals, exact for so few digits.
 */
function putEight(at: usize, number: u32): void {
  const upper = number / 10_000;
  let parts = <u64>upper | ((<u64>(number - upper * 10_000)) << 32);
  const hundreds = ((parts * 10_486) >> 20) & 0x0000_007f_0000_007f;
  parts = hundreds | ((parts - hundreds * 100) << 16);
  const tens = ((parts * 103) >> 10) & 0x000f_000f_000f_000f;
  store<u64>(at, (tens | ((parts - tens * 10) << 8)) + zeros);
}

/** Writes a number below 10^8 to `at`, without leading zeros; returns where it ends. */
function putLeading(at: usize, number: u32): usize {
  putEight(at, number);
  const word = load<u64>(at);
  const leading = min<u64>(ctz(word ^ zeros) >> 3, 7);
  store<u64>(at, word >> (leading << 3));
  return at + 8 - <usize>leading;
}

/** Writes an integer to `at`, in decimal digits; returns where it ends. */
export function putSigned(at: usize, number: i64): usize {
  if (number >= 0) return putNumber(at, number);
  store<u8>(at, 0x2d);
  return putNumber(at + 1, -number);
}

/** Writes a non-negative integer to `at`, in decimal digits; returns where it ends. */
export function putNumber(at: usize, number: i64): usize {
  const unsigned = <u64>number;
  if (unsigned < hundredMillion) return putLeading(at, <u32>unsigned);
  const upper = unsigned / hundredMillion;
  const next = putNumber(at, upper);
  putEight(next, <u32>(unsigned - upper * hundredMillion));
  return next + 8;
}

/** A series of numbers of which each is printed near the one before: most have the same digits before the last eight. */
@unmanaged
export class Series {
  /** The least number with these digits; below it the digits are made anew. */
  base: u64 = 0;
  /** How many digits they are, and the digits: 15 at most. A shorter number has none. */
  length: usize = 0;
  lower: u64 = 0;
  upper: u64 = 0;
}

/** `putNumber` for the next number of a series. */
export function putNext(at: usize, number: i64, series: Series): usize {
  let rest = <u64>number - series.base;
  if (rest >= hundredMillion || series.length === 0) {
    if (<u64>number < hundredMillion) return putNumber(at, number);
    rest = <u64>number % hundredMillion;
    series.base = <u64>number - rest;
    const digits = changetype<usize>(series) + offsetof<Series>('lower');
    series.length = putNumber(digits, series.base / hundredMillion) - digits;
  }
  v128.store(at, v128.load(changetype<usize>(series), offsetof<Series>('lower')));
  putEight(at + series.length, <u32>rest);
  return at + series.length + 8;
}
