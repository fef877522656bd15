import { type ByteString, toByteString } from '../../basics/byte-string.ts';
import { bytesOf } from '../../basics/bytes.ts';

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
      const length = sequenceLength(body, at);
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

/** Whether a code point is a character: no surrogate, and no noncharacter. */
function isCharacter(code: number): boolean {
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return false;
  return (code & 0xfffe) !== 0xfffe && !(code >= 0xfdd0 && code <= 0xfdef);
}

/**
 * The length of the UTF-8 character at `at`, in bytes.
 *
 * @throws BadString if there is none
 */
function sequenceLength(body: ByteString, at: number): number {
  const match =
    /^(?:[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|\xc0\x80)/.exec(
      body.slice(at, at + 4),
    );
  const bytes = match?.[0] ?? '';
  const code = bytes === '\xc0\x80' ? 0 : codeOf(bytes);
  if (code === undefined || !isCharacter(code)) throw new BadString('invalid UTF-8 sequence in string');
  return bytes.length;
}

/** The code point of a UTF-8 sequence; undefined if it is invalid, such as overlong forms and surrogates. */
function codeOf(bytes: ByteString): number | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytesOf(bytes)).codePointAt(0);
  } catch {
    return undefined;
  }
}
