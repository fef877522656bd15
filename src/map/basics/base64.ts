import { Bytes } from './bytes.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const padding = '='.charCodeAt(0);
const noDigit = -1;

/** The value of each digit. */
const digitValues = new Int8Array(256).fill(noDigit);
for (const [value, character] of [...alphabet].entries()) digitValues[character.charCodeAt(0)] = value;
/** The same; `=` counts as zero bits. */
const values = digitValues.slice();
values[padding] = 0;

/** Decodes Base64 as `decodeInPlace` does, into bytes of its own. */
export function decodeBase64(text: Uint8Array): Bytes {
  const bytes = new Bytes(text);
  return bytes.subarray(0, decodeInPlace(bytes, 0, 0, bytes.length));
}

/**
 * Decodes Base64 as GLib does for qemu: in groups of four characters. `=` may stand anywhere, an incomplete group at the end is
 * dropped, and characters that aren't of Base64 are passed over.
 *
 * @param text what is decoded: from `from` up to, not including, `to`
 * @param start where in the text the bytes are written to, at `from` or before it: they are fewer than the characters
 * @returns where the bytes end
 */
export function decodeInPlace(text: Uint8Array, start: number, from: number, to: number): number {
  let end = start;
  let digits = 0;
  let bits = 0;
  let previous = 0;
  let last = 0;
  for (let at = from; at < to; at++) {
    const character = text[at]!;
    const value = values[character]!;
    if (value === noDigit) continue;
    const behind = digits === 0 ? decodeDigits(text, end, at, to) : at;
    if (behind > at) {
      end += bytesOfDigits(behind - at);
      at = behind - 1;
      continue;
    }
    previous = last;
    last = character;
    bits = ((bits << 6) | value) & 0xff_ffff;
    digits++;
    if (digits < 4) continue;
    digits = 0;
    text[end++] = bits >> 16;
    if (previous !== padding) text[end++] = bits >> 8;
    if (last !== padding) text[end++] = bits;
  }
  return end;
}

/**
 * Decodes as `decodeInPlace` does, but only up to the first group of four characters that aren't all digits. Nearly all of a text
 * are digits in a row, and a function that has nothing but their loop is the one that V8 makes fast soonest.
 *
 * @returns where that group is; the bytes end `bytesOfDigits` behind `start`
 */
export function decodeDigits(text: Uint8Array, start: number, from: number, to: number): number {
  let at = from;
  for (let end = start; at + 4 <= to; at += 4) {
    const group =
      (digitValues[text[at]!]! << 18) |
      (digitValues[text[at + 1]!]! << 12) |
      (digitValues[text[at + 2]!]! << 6) |
      digitValues[text[at + 3]!]!;
    // That of a character that is no digit is below 0.
    if (group < 0) break;
    text[end] = group >> 16;
    text[end + 1] = group >> 8;
    text[end + 2] = group;
    end += 3;
  }
  return at;
}

/** The bytes that whole groups of so many digits are. */
export function bytesOfDigits(digits: number): number {
  return (digits / 4) * 3;
}
