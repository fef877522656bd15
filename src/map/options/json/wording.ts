import type { Token } from './tokens.ts';

/** The messages of a parser, and how it reads keys. */
export interface Wording {
  readonly end: string;
  readonly key: string;
  readonly colon: string;
  readonly objectSeparator: string;
  readonly listSeparator: string;
  /** The place of a token, in front of a message. */
  readonly place: (token: Token) => string;
  /** Keys are parsed as values first, so a mistake in the value is reported before the fact that it is no string. */
  readonly keysAreValues: boolean;
  /** What is said of a stray token is cut off like all else. */
  readonly straysAreCut: boolean;
}

/** The messages up to 10.0. */
export const plainWording: Wording = {
  end: 'premature EOI',
  key: 'key is not a string in object',
  colon: 'missing : in object pair',
  objectSeparator: 'expected separator in dict',
  listSeparator: 'expected separator in list',
  place: () => '',
  keysAreValues: true,
  straysAreCut: false,
};

/** The messages of 11.1. */
export const placedWording: Wording = {
  end: 'premature end of input',
  key: 'expecting key',
  colon: "expecting ':'",
  objectSeparator: "expected ',' or '}'",
  listSeparator: "expected ',' or ']'",
  place: token => `${token.line}:${token.column}: `,
  keysAreValues: false,
  straysAreCut: true,
};
