import { Bytes } from './bytes.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const padding = '='.charCodeAt(0);
const noDigit = 0xff;

/** The value of each digit. */
const digitValues = new Uint8Array(256).fill(noDigit);
for (const [value, character] of [...alphabet].entries()) digitValues[character.charCodeAt(0)] = value;
/** The same; `=` counts as zero bits. */
const values = digitValues.slice();
values[padding] = 0;

/**
 * Decodes Base64 as GLib does for qemu: in groups of four characters. `=` may stand anywhere, an incomplete group at the end is
 * dropped, and characters that aren't of Base64 are passed over.
 */
export function decodeBase64(text: Uint8Array): Bytes {
  const bytes = new Bytes(Math.ceil(text.length / 4) * 3);
  let [length, digits, bits, previous, last] = [0, 0, 0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    const value = values[character]!;
    if (value === noDigit) continue;
    const group = digits === 0 ? groupAt(text, at) : noGroup;
    if (group !== noGroup) {
      bytes[length++] = group >> 16;
      bytes[length++] = group >> 8;
      bytes[length++] = group;
      at += 3;
      continue;
    }
    previous = last;
    last = character;
    bits = ((bits << 6) | value) & 0xff_ffff;
    digits++;
    if (digits < 4) continue;
    digits = 0;
    bytes[length++] = bits >> 16;
    if (previous !== padding) bytes[length++] = bits >> 8;
    if (last !== padding) bytes[length++] = bits;
  }
  return bytes.subarray(0, length);
}

const noGroup = -1;

/** The bits of four digits in a row, as nearly all of a text are; `noGroup` if these aren't all digits. */
function groupAt(text: Uint8Array, at: number): number {
  if (at + 4 > text.length) return noGroup;
  const first = digitValues[text[at]!]!;
  const second = digitValues[text[at + 1]!]!;
  const third = digitValues[text[at + 2]!]!;
  const fourth = digitValues[text[at + 3]!]!;
  return (first | second | third | fourth) < 64
    ? (first << 18) | (second << 12) | (third << 6) | fourth
    : noGroup;
}
