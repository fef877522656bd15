import { Bytes } from './bytes.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const padding = '='.charCodeAt(0);
const noDigit = 0xff;

/** The value of each character; `=` counts as zero bits. */
const values = new Uint8Array(256).fill(noDigit);
for (const [value, character] of [...alphabet].entries()) values[character.charCodeAt(0)] = value;
values[padding] = 0;

/**
 * Decodes Base64 as GLib does for qemu: in groups of four characters. `=` may stand anywhere, an incomplete group at the end is
 * dropped, and characters that aren't of Base64 are passed over.
 */
export function decodeBase64(text: Uint8Array): Bytes {
  const bytes = new Bytes(Math.ceil(text.length / 4) * 3);
  let [length, digits, bits, previous, last] = [0, 0, 0, 0, 0];
  for (const character of text) {
    const value = values[character]!;
    if (value === noDigit) continue;
    [previous, last] = [last, character];
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
