import type { Profile } from '../../profile/profile.ts';
import type { JsonNumber } from '../options.ts';

/**
 * How qemu writes a number of JSON where it wants a text: a whole number of 64 bits digit by digit, any other as the
 * double that it is, with 17 digits or, in versions before 6.0, with six after the point. Zeros at its end go.
 */
export function numberText({ number }: JsonNumber, profile: Profile): string {
  if (/^-?\d+$/.test(number)) {
    const whole = BigInt(number);
    if (whole >= -(1n << 63n) && whole < 1n << 64n) return String(whole);
  }
  const value = Number(number);
  if (profile.jsonNumbers === 'fixed') {
    const digits = Math.abs(value) < 1e21 ? value.toFixed(6) : `${BigInt(value)}.0`;
    return digits.replace(/\.?0+$/, '');
  }
  const [digits, exponent] = value.toPrecision(17).split('e');
  const short = digits!.includes('.') ? digits!.replace(/\.?0+$/, '') : digits!;
  return exponent === undefined ? short : `${short}e${exponent.replace(/^([+-])(\d)$/, '$10$2')}`;
}
