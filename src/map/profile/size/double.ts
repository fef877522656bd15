import { ended, leading, type ParsedSize, takeSuffix } from './parsed-size.ts';

const hexadecimal = new RegExp(
  `^${leading}0[xX](?=\\.?[0-9a-fA-F])([0-9a-fA-F]*)(?:\\.([0-9a-fA-F]*))?(?:[pP]([+-]?\\d+))?`,
);
const decimal = new RegExp(`^${leading}(?=\\.?\\d)(\\d*\\.?\\d*(?:[eE][+-]?\\d+)?)`);
const smallestNormal = 2 ** -1022;

/**
 * Reads a size as versions before 6.0 do: a number of C's strtod (also with an exponent, or hexadecimal) times the
 * suffix, as a double, cut to an integer. So 9223372036854775807 becomes 2^63.
 */
export function parseDoubleSize(text: string): ParsedSize {
  const number = readHexadecimal(text) ?? readDecimal(text);
  if (number === undefined) return { value: 'malformed' };
  const rest = text.slice(number.length);
  if (number.isOutOfRange) return ended('out-of-range', rest);
  const { factor, after } = takeSuffix(rest);
  if (factor === 1n && !Number.isInteger(number.value)) return { value: 'malformed' };
  const bytes = number.value * Number(factor);
  return ended(bytes >= 2 ** 64 || bytes < 0 ? 'out-of-range' : BigInt(Math.trunc(bytes)), after);
}

/** A number at the start of a text. */
interface Double {
  readonly value: number;
  /** The characters that it takes. */
  readonly length: number;
  /** strtod reports ERANGE for it. */
  readonly isOutOfRange: boolean;
}

function readDecimal(text: string): Double | undefined {
  const match = decimal.exec(text);
  if (match === null) return undefined;
  const value = Number(match[2]);
  const isZero = !/[1-9]/.test(match[2]!.split(/e/i, 1)[0]!);
  return double({ value: match[1] === '-' ? -value : value, length: match[0].length, isZero });
}

function readHexadecimal(text: string): Double | undefined {
  const match = hexadecimal.exec(text);
  if (match === null) return undefined;
  const [all, sign, whole = '', fraction = '', power = '0'] = match;
  const digits = BigInt(`0x${whole}${fraction}`);
  const value = timesPowerOfTwo(digits, Number(power) - 4 * fraction.length);
  return double({ value: sign === '-' ? -value : value, length: all.length, isZero: digits === 0n });
}

/** A number as it was read. */
interface Numeral extends Omit<Double, 'isOutOfRange'> {
  /** Its digits are zeros: `value` isn't 0 because it was rounded. */
  readonly isZero: boolean;
}

function double({ value, length, isZero }: Numeral): Double {
  const size = Math.abs(value);
  const isOutOfRange = size === Number.POSITIVE_INFINITY || (size < smallestNormal && !isZero);
  return { value, length, isOutOfRange };
}

/** `digits` times 2^power, rounded once: of the bits beyond 64 only matters whether one is set. */
function timesPowerOfTwo(digits: bigint, power: number): number {
  const excess = digits.toString(2).length - 64;
  if (excess <= 0) return digits === 0n ? 0 : Number(digits) * 2 ** power;
  const cut = digits >> BigInt(excess);
  const sticky = cut << BigInt(excess) === digits ? cut : cut | 1n;
  return Number(sticky) * 2 ** (power + excess);
}
