import { InvalidStream } from './bit-reader.ts';

const longest = 15;

/** A prefix code as `BitReader.takeSymbol` reads it. */
export interface HuffmanCode {
  readonly table: Uint16Array;
  readonly bits: number;
}

/**
 * Which codes count as valid: those in which each bit string has a symbol; or also, as in zlib, one that has no symbol, or one symbol
 * of one bit. Each use of a bit string without a symbol is invalid all the same.
 */
type ValidCodes = 'complete' | 'complete or of one symbol';

/**
 * The code whose symbols have codes of these lengths (RFC 1951, section 3.2.2).
 *
 * @param lengths in bits, at most 15; 0: the symbol doesn't occur
 * @throws InvalidStream
 */
export function huffmanCode(lengths: Uint8Array, valid: ValidCodes): HuffmanCode {
  const counts = new Uint16Array(longest + 1);
  for (const length of lengths) counts[length]! += 1;
  counts[0] = 0;
  let bits = longest;
  while (bits > 1 && counts[bits] === 0) bits--;
  const next = new Uint16Array(longest + 2);
  let left = 1;
  for (let length = 1; length <= longest; length++) {
    left = left * 2 - counts[length]!;
    if (left < 0) throw new InvalidStream();
    next[length + 1] = (next[length]! + counts[length]!) << 1;
  }
  if (left > 0 && !(valid === 'complete or of one symbol' && bits === 1)) throw new InvalidStream();
  const table = new Uint16Array(1 << bits);
  for (const [symbol, length] of lengths.entries()) {
    if (length === 0) continue;
    const entry = symbol * 16 + length;
    for (let at = reversed(next[length]!++, length); at < table.length; at += 1 << length) table[at] = entry;
  }
  return { table, bits };
}

/** Codes stand in the stream with their most significant bit first. */
function reversed(code: number, length: number): number {
  let result = 0;
  for (let bit = 0; bit < length; bit++) result |= ((code >> bit) & 1) << (length - 1 - bit);
  return result;
}
