import type { ByteString } from '../../basics/byte-string.ts';

/** A token of a JSON text. */
export interface Token {
  readonly kind: 'mark' | 'string' | 'number' | 'keyword' | 'stray' | 'end';
  /** Its text, quotes included. */
  readonly text: ByteString;
  /** Its place, counted from 1 as in the messages of 11.1. */
  readonly line: number;
  readonly column: number;
}

/** The bytes that a string may have: all but controls, 0xfe and 0xff. */
const plain = String.raw`[^\x00-\x1f\xfe\xff`;
const inString = (quote: string): string => String.raw`${plain}${quote}\\]|\\${plain}]`;

/** The first expression that matches gives the token. */
const shapes: readonly (readonly [Token['kind'], RegExp])[] = [
  ['mark', /[{}[\]:,]/y],
  ['string', new RegExp(`"(?:${inString('"')})*"`, 'y')],
  ['string', new RegExp(`'(?:${inString("'")})*'`, 'y')],
  // An incomplete string or number is stray, together with the byte that ends it.
  ['stray', new RegExp(`"(?:${inString('"')})*\\\\?[\\s\\S]?`, 'y')],
  ['stray', new RegExp(`'(?:${inString("'")})*\\\\?[\\s\\S]?`, 'y')],
  ['stray', /-(?:[^0-9]|$)|-?0[0-9]|-?(?:0|[1-9][0-9]*)\.(?:[^0-9]|$)/y],
  ['stray', /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?[eE](?:[-+](?:[^0-9]|$)|[^-+0-9]|$)/y],
  ['number', /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y],
  ['keyword', /[a-z]+/y],
  ['stray', /[\s\S]/y],
];

/** The tokens of qemu's JSON. It has strings in single quotes too, and keywords of any name. The last token is `end`. */
export function* tokenize(text: ByteString): Generator<Token, void, undefined> {
  let at = 0;
  let line = 1;
  let lineStart = 0;
  let extraColumn = 0;
  for (;;) {
    while (at < text.length && ' \t\r\n'.includes(text[at]!)) {
      extraColumn = 0;
      if (text[at] === '\n') {
        line++;
        lineStart = at + 1;
      }
      at++;
    }
    const column = at - lineStart + 1 + extraColumn;
    if (at === text.length) {
      yield { kind: 'end', text: '', line, column };
      return;
    }
    const token = tokenAt(text, at, line, column);
    yield token;
    at += token.text.length;
    // qemu reads one character more to find the end of a number or keyword, and counts that character twice.
    extraColumn = token.kind === 'number' || token.kind === 'keyword' ? 1 : 0;
  }
}

function tokenAt(text: ByteString, at: number, line: number, column: number): Token {
  for (const [kind, shape] of shapes) {
    shape.lastIndex = at;
    const match = shape.exec(text);
    if (match !== null) return { kind, text: match[0], line, column };
  }
  throw new RangeError('no token at the end of the text');
}
