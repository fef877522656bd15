import { ended, leading, type ParsedSize, takeSuffix } from './parsed-size.ts';

const hexadecimal = new RegExp(
  `^${leading}0[xX](?=\\.?[0-9a-fA-F])([0-9a-fA-F]*)(?:\\.([0-9a-fA-F]*))?(?:[pP]([+-]?\\d+))?`,
);
const decimal = new RegExp(`^${leading}(?=\\.?\\d)(\\d*\\.?\\d*(?:[eE][+-]?\\d+)?)`);
const smallestNormal = 2 ** -1022;

/**
 * Sizes before 6.0: whatever C's strtod reads (exponents, hexadecimal floats), times the suffix, as a double, cut to
 * an integer. 9223372036854775807 thus becomes 2^63.
 */
export function parseDoubleSize(text: string): ParsedSize {
  const number = readHexadecimal(text) ?? readDecimal(text);
  if (number === undefined) return { value: 'malformed' };
  const rest = text.slice(number.length);
  if (number.range) return ended('out-of-range', rest);
  const { factor, after } = takeSuffix(rest);
  if (factor === 1n && !Number.isInteger(number.value)) return { value: 'malformed' };
  const bytes = number.value * Number(factor);
  return ended(bytes >= 2 ** 64 || bytes < 0 ? 'out-of-range' : BigInt(Math.trunc(bytes)), after);
}

/** A number at the start of a text, the characters it takes, and whether strtod reports ERANGE for it. */
interface Double {
  readonly value: number;
  readonly length: number;
  readonly range: boolean;
}

function readDecimal(text: string): Double | undefined {
  const match = decimal.exec(text);
  if (match === null) return undefined;
  const value = Number(match[2]);
  const isZero = !/[1-9]/.test(match[2]!.split(/e/i, 1)[0]!);
  return double(match[1] === '-' ? -value : value, match[0].length, isZero);
}

function readHexadecimal(text: string): Double | undefined {
  const match = hexadecimal.exec(text);
  if (match === null) return undefined;
  const [all, sign, whole = '', fraction = '', power = '0'] = match;
  const digits = BigInt(`0x${whole}${fraction}`);
  const value = timesPowerOfTwo(digits, Number(power) - 4 * fraction.length);
  return double(sign === '-' ? -value : value, all.length, digits === 0n);
}

function double(value: number, length: number, isZero: boolean): Double {
  const size = Math.abs(value);
  return { value, length, range: size === Number.POSITIVE_INFINITY || (size < smallestNormal && !isZero) };
}

/** `digits` times 2^power, rounded once: digits beyond 64 bits only matter as being there. */
function timesPowerOfTwo(digits: bigint, power: number): number {
  const excess = digits.toString(2).length - 64;
  if (excess <= 0) return digits === 0n ? 0 : Number(digits) * 2 ** power;
  const cut = digits >> BigInt(excess);
  const sticky = cut << BigInt(excess) === digits ? cut : cut | 1n;
  return Number(sticky) * 2 ** (power + excess);
}
