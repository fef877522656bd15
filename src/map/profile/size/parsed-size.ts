/** A size that was read. */
export interface ParsedSize {
  /** Bytes, 0 to 2^64-1. */
  readonly value: bigint | 'malformed' | 'out-of-range';
  /** The text is a hexadecimal number with a suffix, which causes a warning even if the size is malformed. */
  readonly hexSuffix?: true;
}

/** One more than the largest size. */
export const sizeLimit: bigint = 1n << 64n;

/** White space and a sign, as the number parsers of the C library accept them. */
export const leading = '[ \\t\\n\\v\\f\\r]*([+-]?)';

/**
 * Takes the suffix from the start of `rest`.
 *
 * @returns what it multiplies by and the text after it; without a suffix 1 and `rest`
 */
export function takeSuffix(rest: string): { factor: bigint; after: string; found: boolean } {
  const power = rest === '' ? -1 : 'bkmgtpeBKMGTPE'.indexOf(rest[0]!) % 7;
  if (power < 0) return { factor: 1n, after: rest, found: false };
  return { factor: 1024n ** BigInt(power), after: rest.slice(1), found: true };
}

/**
 * The result of reading a number that `after` follows. Text that remains makes it malformed, even if it is out of
 * range.
 */
export function ended(value: ParsedSize['value'], after: string): ParsedSize {
  return { value: after === '' ? value : 'malformed' };
}

/**
 * The size `whole` plus `fraction` / 2^64, times the suffix at the start of `rest`, rounded half up. A fraction without
 * a suffix is malformed.
 */
export function scaled(whole: bigint, fraction: bigint, rest: string): ParsedSize {
  const { factor, after } = takeSuffix(rest);
  if (factor === 1n && fraction !== 0n) return { value: 'malformed' };
  const half = 1n << 63n;
  const bytes = whole * factor + ((fraction * factor + half) >> 64n);
  return ended(bytes < sizeLimit ? bytes : 'out-of-range', after);
}
