/** What a size text comes to. */
export interface ParsedSize {
  /** Bytes, 0 to 2^64-1. */
  readonly value: bigint | 'malformed' | 'out-of-range';
  /** The text is a hexadecimal number with a suffix, which earns a warning even where it turns out malformed. */
  readonly hexSuffix?: true;
}

/** One more than the largest size. */
export const sizeLimit: bigint = 1n << 64n;

/** White space and sign as the C library's number parsers skip them. */
export const leading = '[ \\t\\n\\v\\f\\r]*([+-]?)';

/** The suffix at the start of `rest`: what it multiplies by and what comes after it; without one, 1 and all of it. */
export function takeSuffix(rest: string): { factor: bigint; after: string; found: boolean } {
  const power = rest === '' ? -1 : 'bkmgtpeBKMGTPE'.indexOf(rest[0]!) % 7;
  if (power < 0) return { factor: 1n, after: rest, found: false };
  return { factor: 1024n ** BigInt(power), after: rest.slice(1), found: true };
}

/** The value of a parse that ended before `after`: text that remains makes it malformed, even a number too large. */
export function ended(value: ParsedSize['value'], after: string): ParsedSize {
  return { value: after === '' ? value : 'malformed' };
}

/**
 * `whole` and a fraction of 64 bits after the point, scaled by the suffix that `rest` begins with, half rounded up.
 * A fraction of bytes is malformed.
 */
export function scaled(whole: bigint, fraction: bigint, rest: string): ParsedSize {
  const { factor, after } = takeSuffix(rest);
  if (factor === 1n && fraction !== 0n) return { value: 'malformed' };
  const half = 1n << 63n;
  const bytes = whole * factor + ((fraction * factor + half) >> 64n);
  return ended(bytes < sizeLimit ? bytes : 'out-of-range', after);
}
