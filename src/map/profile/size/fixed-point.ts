import { ended, leading, type ParsedSize, scaled, sizeLimit, takeSuffix } from './parsed-size.ts';

const decimal = new RegExp(`^${leading}(\\d+)`);
const hexadecimal = new RegExp(`^${leading}0[xX]([0-9a-fA-F]+)`);

/**
 * Reads a size as 6.0 to 7.2 do: a decimal integer with a fraction in 64-bit fixed point, or a hexadecimal integer,
 * where a suffix is deprecated. A minus sign and an exponent are malformed. (A fraction that is too small for a double
 * makes these versions read past its end. That is not imitated.)
 */
export function parseFixedPointSize(text: string): ParsedSize {
  const head = decimal.exec(text);
  if (head === null) return { value: 'malformed' };
  const whole = BigInt(head[2]!);
  const rest = text.slice(head[0].length);
  if (whole >= sizeLimit) return ended('out-of-range', rest);
  if (head[1] === '-') return { value: 'malformed' };
  if (whole === 0n && /^x/i.test(rest)) return parseHexadecimal(text);
  if (!rest.startsWith('.')) return scaled(whole, 0n, rest);

  const tail = /^\.\d+([eE][+-]?\d+)?/.exec(rest);
  if (tail === null) return scaled(whole, 0n, rest.slice(1));
  if (tail[1] !== undefined) return { value: 'malformed' };
  // A fraction that rounds to the double 1.0 overflows its 64 bits and becomes 0.
  const fraction = BigInt(Math.floor(Number(tail[0]) * 2 ** 64)) % sizeLimit;
  return scaled(whole, fraction, rest.slice(tail[0].length));
}

function parseHexadecimal(text: string): ParsedSize {
  const match = hexadecimal.exec(text);
  if (match === null) return { value: 'malformed' };
  const whole = BigInt(`0x${match[2]}`);
  const rest = text.slice(match[0].length);
  if (whole >= sizeLimit) return ended('out-of-range', rest);
  const parsed = scaled(whole, 0n, rest);
  return takeSuffix(rest).found ? { ...parsed, hexSuffix: true } : parsed;
}
