import { ended, leading, type ParsedSize, scaled, sizeLimit } from './parsed-size.ts';

const decimal = new RegExp(`^${leading}(\\d+)`);
const hexadecimal = new RegExp(`^${leading}0[xX]([0-9a-fA-F]+)`);
const bareFraction = new RegExp(`^${leading}(\\.\\d+)`);

/**
 * Reads a size as 8.1 and later do: a decimal integer with a fraction in 64-bit fixed point (the integer may be left
 * out), or a hexadecimal integer without a suffix. A negative size is out of range. E is always a suffix, never an
 * exponent.
 */
export function parseStrictSize(text: string): ParsedSize {
  const head = decimal.exec(text);
  if (head === null) return parseBareFraction(text);
  const whole = BigInt(head[2]!);
  const rest = text.slice(head[0].length);
  if (whole >= sizeLimit || head[1] === '-') return ended('out-of-range', rest);
  if (whole === 0n && /^x/i.test(rest)) return parseHexadecimal(text);
  if (!rest.startsWith('.')) return scaled(whole, 0n, rest);

  const tail = /^\.\d+/.exec(rest);
  if (tail === null) return scaled(whole, 0n, rest.slice(1));
  return withFraction(whole, tail[0], rest.slice(tail[0].length));
}

function parseBareFraction(text: string): ParsedSize {
  const match = bareFraction.exec(text);
  if (match === null) return { value: 'malformed' };
  const rest = text.slice(match[0].length);
  return match[1] === '-' ? ended('out-of-range', rest) : withFraction(0n, match[2]!, rest);
}

function parseHexadecimal(text: string): ParsedSize {
  const match = hexadecimal.exec(text);
  if (match === null) return { value: 'malformed' };
  const whole = BigInt(`0x${match[2]}`);
  return ended(whole < sizeLimit ? whole : 'out-of-range', text.slice(match[0].length));
}

function withFraction(whole: bigint, digits: string, rest: string): ParsedSize {
  const fraction = Number(digits);
  if (fraction === 1) {
    return whole + 1n < sizeLimit ? scaled(whole + 1n, 0n, rest) : ended('out-of-range', rest);
  }
  const units = BigInt(Math.floor(fraction * 2 ** 64));
  // A fraction that is too small for 64 bits still counts as a fraction.
  const isLost = units === 0n && /[1-9]/.test(digits);
  return scaled(whole, isLost ? 1n : units, rest);
}
