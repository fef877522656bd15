import type { Token } from './tokens.ts';

/** What a parser says where it wanted something else, and how it looks at keys. */
export interface Wording {
  readonly end: string;
  readonly key: string;
  readonly colon: string;
  readonly objectSeparator: string;
  readonly listSeparator: string;
  /** Where the token stands, before all else. */
  readonly place: (token: Token) => string;
  /** Keys are parsed like values first: what is wrong with one as a value is said before that it is no string. */
  readonly keysAreValues: boolean;
}

/** Up to 10.0. */
export const plainWording: Wording = {
  end: 'premature EOI',
  key: 'key is not a string in object',
  colon: 'missing : in object pair',
  objectSeparator: 'expected separator in dict',
  listSeparator: 'expected separator in list',
  place: () => '',
  keysAreValues: true,
};

/** In 11.1. */
export const placedWording: Wording = {
  end: 'premature end of input',
  key: 'expecting key',
  colon: "expecting ':'",
  objectSeparator: "expected ',' or '}'",
  listSeparator: "expected ',' or ']'",
  place: token => `${token.line}:${token.column}: `,
  keysAreValues: false,
};
