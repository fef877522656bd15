import { type ByteString, toByteString } from '../../basics/byte-string.ts';
import { characterAt, isCharacter } from '../../basics/character-at.ts';

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** A mistake in a string literal. The message is qemu's. */
export class BadString extends Error {}

/**
 * The bytes of a string literal, which has its quotes. A NUL becomes C0 80, which doesn't end a C string.
 *
 * @throws BadString
 */
export function stringOf(literal: ByteString): ByteString {
  const body = literal.slice(1, -1);
  let bytes = '';
  for (let at = 0; at < body.length; ) {
    if (body[at] !== '\\') {
      const { code, length } = characterAt(body, at);
      if (code === undefined) throw new BadString('invalid UTF-8 sequence in string');
      bytes += body.slice(at, at + length);
      at += length;
    } else if (body[at + 1] === 'u') {
      const length = isPair(body, at) ? 12 : 6;
      bytes += escapedCharacter(literal, at + 1, length);
      at += length;
    } else {
      const escaped = escapes[body[at + 1]!];
      if (escaped === undefined) throw new BadString('invalid escape sequence in string');
      bytes += escaped;
      at += 2;
    }
  }
  return bytes;
}

function isPair(body: ByteString, at: number): boolean {
  return /^\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}/.test(body.slice(at, at + 12));
}

function escapedCharacter(literal: ByteString, at: number, length: number): ByteString {
  const text = literal.slice(at, at + length);
  const units = [...text.matchAll(/\\u([0-9a-fA-F]{4})/g)].map(match => Number.parseInt(match[1]!, 16));
  const character = String.fromCharCode(...units);
  const code = character.codePointAt(0);
  if (code === undefined || units.length * 6 !== length || !isCharacter(code)) {
    throw new BadString(`${text.slice(0, 6)} is not a valid Unicode character`);
  }
  return code === 0 ? '\xc0\x80' : toByteString(character);
}
