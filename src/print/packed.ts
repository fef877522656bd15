/** ASCII text that is printed again and again, eight bytes a word: copied so it takes a quarter of the time of single bytes. */
export interface Constant {
  /** Bytes. */
  readonly length: number;
  /** Little-endian; filled up with zeros to a multiple of four words, so that texts of about one length are as many. ASCII is never the pattern of a NaN, of which copies may differ. */
  readonly words: Float64Array;
}

export function constantOf(text: string): Constant {
  const count = 4 * Math.ceil(text.length / 32);
  const bytes = Buffer.alloc(8 * count);
  bytes.write(text, 'latin1');
  const words = Float64Array.from({ length: count }, (_, index) => bytes.readDoubleLE(8 * index));
  return { length: text.length, words };
}

/** What `fourDigits` has found; 0 where it wasn't asked yet. To find all at start takes longer than a small map. */
const packed = new Uint32Array(10_000);

/** The four digits of a number below 10^4, as a little-endian word: the first digit is the lowest byte. */
export function fourDigits(number: number): number {
  const known = packed[number]!;
  if (known !== 0) return known;
  const ones = number % 10;
  const tens = Math.floor(number / 10) % 10;
  const hundreds = Math.floor(number / 100) % 10;
  const thousands = Math.floor(number / 1000);
  const found = 0x3030_3030 + thousands + hundreds * 2 ** 8 + tens * 2 ** 16 + ones * 2 ** 24;
  packed[number] = found;
  return found;
}
