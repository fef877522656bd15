import { Refusal } from '../../basics/error.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * Decodes Base64 as GLib does for qemu: in groups of four characters. `=` counts as zero bits and may stand anywhere; an
 * incomplete group at the end is dropped.
 *
 * @throws Refusal for any other character, white space included
 */
export function decodeBase64(text: Buffer): Buffer {
  const characters = text.toString('latin1');
  if (!/^[A-Za-z0-9+/=]*$/.test(characters) || characters.includes('\n')) {
    throw new Refusal('Base64 data contains invalid characters');
  }
  const bytes: number[] = [];
  for (let at = 0; at + 4 <= characters.length; at += 4) {
    const four = characters.slice(at, at + 4);
    let bits = 0;
    for (const character of four) bits = bits * 64 + Math.max(0, alphabet.indexOf(character));
    bytes.push(bits >> 16);
    if (four[2] !== '=') bytes.push((bits >> 8) & 0xff);
    if (four[3] !== '=') bytes.push(bits & 0xff);
  }
  return Buffer.from(bytes);
}
