import type { ByteString } from '../../basics/byte-string.ts';

export interface Token {
  readonly kind: 'mark' | 'string' | 'number' | 'keyword' | 'stray' | 'end';
  /** As it stands in the text, quotes included. */
  readonly text: ByteString;
  /** From 1 on, as the later parser counts. */
  readonly line: number;
  readonly column: number;
}

/** What a string may hold: any byte but controls, 0xfe and 0xff. */
const plain = String.raw`[^\x00-\x1f\xfe\xff`;
const inString = (quote: string): string => String.raw`${plain}${quote}\\]|\\${plain}]`;

/** The first that matches is the token. */
const shapes: readonly (readonly [Token['kind'], RegExp])[] = [
  ['mark', /[{}[\]:,]/y],
  ['string', new RegExp(`"(?:${inString('"')})*"`, 'y')],
  ['string', new RegExp(`'(?:${inString("'")})*'`, 'y')],
  // Unended strings and numbers are stray together with the byte that shows it.
  ['stray', new RegExp(`"(?:${inString('"')})*\\\\?[\\s\\S]?`, 'y')],
  ['stray', new RegExp(`'(?:${inString("'")})*\\\\?[\\s\\S]?`, 'y')],
  ['stray', /-(?:[^0-9]|$)|-?0[0-9]|-?(?:0|[1-9][0-9]*)\.(?:[^0-9]|$)/y],
  ['stray', /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?[eE](?:[-+](?:[^0-9]|$)|[^-+0-9]|$)/y],
  ['number', /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y],
  ['keyword', /[a-z]+/y],
  ['stray', /[\s\S]/y],
];

/** The tokens of qemu's JSON: strings in single quotes as well, and keywords of any name. The last one is `end`. */
export function* tokenize(text: ByteString): Generator<Token, void, undefined> {
  let at = 0;
  let line = 1;
  let lineStart = 0;
  let late = 0;
  for (;;) {
    while (at < text.length && ' \t\r\n'.includes(text[at]!)) {
      late = 0;
      if (text[at] === '\n') {
        line++;
        lineStart = at + 1;
      }
      at++;
    }
    const column = at - lineStart + 1 + late;
    if (at === text.length) {
      yield { kind: 'end', text: '', line, column };
      return;
    }
    const token = tokenAt(text, at, line, column);
    yield token;
    at += token.text.length;
    // A number or keyword ends with the character after it, which counts twice then.
    late = token.kind === 'number' || token.kind === 'keyword' ? 1 : 0;
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
