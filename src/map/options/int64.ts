import type { ByteString } from '../basics/byte-string.ts';
import { Unsupported } from '../basics/error.ts';

/**
 * Reads a whole number of 64 bits like strtoll(3) with base 0: hexadecimal after `0x`, octal after `0`.
 *
 * @returns undefined if the text is something else
 * @throws Unsupported for a number with `0b`: C libraries differ about these
 */
export function parseInt64(text: ByteString): bigint | undefined {
  const value = parseWhole(text);
  return value !== undefined && BigInt.asIntN(64, value) === value ? value : undefined;
}

/**
 * Reads a whole number from 0 to 2^64-1 like strtoull(3) with base 0, which subtracts negative ones from 2^64.
 *
 * @returns undefined if the text is something else
 * @throws Unsupported as `parseInt64` does
 */
export function parseUint64(text: ByteString): bigint | undefined {
  const value = parseWhole(text);
  if (value === undefined || value >= 1n << 64n || value <= -(1n << 64n)) return undefined;
  return BigInt.asUintN(64, value);
}

function parseWhole(text: ByteString): bigint | undefined {
  const [, sign, digits] = /^[ \t\n\v\f\r]*([+-]?)([0-9a-zA-Z]+)$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  if (/^0[bB][01]+$/.test(digits)) throw new Unsupported(`the number ${text}`);
  if (!/^(?:0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)$/.test(digits)) return undefined;
  const size = BigInt(digits.replace(/^0(?=[0-7])/, '0o'));
  return sign === '-' ? -size : size;
}
