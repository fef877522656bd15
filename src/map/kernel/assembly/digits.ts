/** The two digits of each number below 100, as text. */
const pairs: usize = memory.data(200);

function makePairs(): void {
  for (let number: u32 = 0; number < 100; number++) {
    store<u16>(pairs + (number << 1), ((number % 10) << 8) + number / 10 + 0x3030);
  }
}
makePairs();

function putPair(at: usize, number: u32): void {
  store<u16>(at, load<u16>(pairs + (number << 1)));
}

function putFour(at: usize, number: u32): void {
  const upper = number / 100;
  putPair(at, upper);
  putPair(at + 2, number - upper * 100);
}

function putEight(at: usize, number: u32): void {
  const upper = number / 10_000;
  putFour(at, upper);
  putFour(at + 4, number - upper * 10_000);
}

/** Writes a number below 10^8 to `at`, without leading zeros; returns where it ends. */
function putLeading(at: usize, number: u32): usize {
  if (number >= 10_000) {
    const upper = number / 10_000;
    const next = putLeadingFour(at, upper);
    putFour(next, number - upper * 10_000);
    return next + 4;
  }
  return putLeadingFour(at, number);
}

function putLeadingFour(at: usize, number: u32): usize {
  if (number >= 100) {
    const upper = number / 100;
    const next = putLeadingTwo(at, upper);
    putPair(next, number - upper * 100);
    return next + 2;
  }
  return putLeadingTwo(at, number);
}

function putLeadingTwo(at: usize, number: u32): usize {
  if (number >= 10) {
    putPair(at, number);
    return at + 2;
  }
  store<u8>(at, number + 0x30);
  return at + 1;
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
  if (unsigned < 100_000_000) return putLeading(at, <u32>unsigned);
  const upper = unsigned / 100_000_000;
  const next = putNumber(at, upper);
  putEight(next, <u32>(unsigned - upper * 100_000_000));
  return next + 8;
}
