import type { Profile } from '../../profile/profile.ts';
import type { JsonNumber } from './json-number.ts';

/**
 * Writes a JSON number as qemu does if it needs a text. A whole number of 64 bits keeps its digits. Any other number is
 * written as a double, with 17 digits, or with six after the point before 6.0. Zeros at the end are dropped. A double has no
 * number as large as 1e400: that is `inf`.
 */
export function numberText({ number }: JsonNumber, profile: Profile): string {
  if (/^-?\d+$/.test(number)) {
    const whole = BigInt(number);
    if (whole >= -(1n << 63n) && whole < 1n << 64n) return String(whole);
  }
  const value = Number(number);
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  if (profile.jsonNumbers === 'fixed') {
    const digits = Math.abs(value) < 1e21 ? value.toFixed(6) : `${BigInt(value)}.0`;
    return digits.replace(/\.?0+$/, '');
  }
  const [digits, exponent] = value.toPrecision(17).split('e');
  const short = digits!.includes('.') ? digits!.replace(/\.?0+$/, '') : digits!;
  return exponent === undefined ? short : `${short}e${exponent.replace(/^([+-])(\d)$/, '$10$2')}`;
}
