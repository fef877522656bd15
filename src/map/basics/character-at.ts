import type { ByteString } from './byte-string.ts';

/** A character of a text, as far as its bytes are one. */
export interface Character {
  /** Its code point; undefined if the bytes aren't a character. */
  readonly code: number | undefined;
  /** In bytes. */
  readonly length: number;
}

/** The first byte from which on a sequence has more bytes than one, two and so on. */
const leads = [0xc0, 0xe0, 0xf0, 0xf8, 0xfc];

/** The first code point that needs as many bytes. */
const least = [0, 0, 0x80, 0x800, 0x10000, 0x200000, 0x4000000];

/**
 * The character at a byte of a text, as qemu reads JSON and writes it. Sequences of up to six bytes are one character, a wrong one if they
 * stand for none: an overlong form, a surrogate, a noncharacter. A sequence that breaks off is wrong up to there. C0 80 is NUL.
 */
export function characterAt(text: ByteString, at: number): Character {
  const lead = text.charCodeAt(at);
  if (lead < 0x80) return { code: lead, length: 1 };
  if (lead < 0xc0 || lead > 0xfd) return { code: undefined, length: 1 };
  const wanted = 1 + leads.filter(first => lead >= first).length;
  let code = lead & (0x7f >> wanted);
  let length = 1;
  while (length < wanted && (text.charCodeAt(at + length) & 0xc0) === 0x80) {
    code = (code << 6) | (text.charCodeAt(at + length) & 0x3f);
    length++;
  }
  const isNul = code === 0 && wanted === 2;
  const isWhole = length === wanted && (code >= least[wanted]! || isNul);
  return { code: isWhole && isCharacter(code) ? code : undefined, length };
}

/** Whether a code point is a character: no surrogate, and no noncharacter. */
export function isCharacter(code: number): boolean {
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return false;
  return (code & 0xfffe) !== 0xfffe && !(code >= 0xfdd0 && code <= 0xfdef);
}
