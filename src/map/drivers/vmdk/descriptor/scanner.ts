import type { ByteString } from '../../../basics/byte-string.ts';
import type { Profile } from '../../../profile/profile.ts';

const blanks = ' \t\n\v\f\r';
const largest = 2n ** 63n - 1n;
const largestUnsigned = 2n ** 64n - 1n;

/** The index of the first character from `at` on that isn't white space; the length of the text if there is none. */
export function firstWord(text: ByteString, at: number): number {
  let index = at;
  while (index < text.length && blanks.includes(text[index]!)) index++;
  return index;
}

/**
 * Reads fields of a text one after the other, as scanf of C reads them: white space before a field is skipped, line ends
 * among it. After a field that isn't there, the others mean nothing.
 */
export class Scanner {
  readonly #text: ByteString;
  #at: number;

  /** @param at the index of the character at which to begin */
  constructor(text: ByteString, at: number) {
    this.#text = text;
    this.#at = at;
  }

  /** `%Ns`: the next characters that aren't white space, at most `longest`; undefined at the end of the text. */
  word(longest: number): ByteString | undefined {
    this.skipBlanks();
    const start = this.#at;
    while (this.#at < this.#text.length && this.#at - start < longest && !this.#isBlank()) this.#at++;
    return this.#at === start ? undefined : this.#text.slice(start, this.#at);
  }

  /** `%lld`: a decimal number, with the nearest value that a signed number of 64 bits has. */
  integer(): bigint | undefined {
    const digits = this.#match(/[+-]?[0-9]+/y);
    if (digits === undefined) return undefined;
    // A number of a million digits takes a tenth of a second to read, and has the same nearest value as its first digits.
    const value = BigInt(
      digits
        .replace(/^\+/, '')
        .replace(/^(-?)0+(?=\d)/, '$1')
        .slice(0, 21),
    );
    if (value > largest) return largest;
    return value < -largest ? -largest - 1n : value;
  }

  /** `%x`: a hexadecimal number, of which 32 bits are kept; one that 64 bits don't hold is the largest of them. */
  hexadecimal({ bareHexPrefix }: Profile): number | undefined {
    const pattern =
      bareHexPrefix === 'number'
        ? /[+-]?(?:0[xX][0-9a-fA-F]*|[0-9a-fA-F]+)/y
        : /[+-]?(?:0[xX]|(?!0[xX]))[0-9a-fA-F]+/y;
    const found = this.#match(pattern);
    if (found === undefined) return undefined;
    const value = BigInt(`0x0${found.replace(/^[+-]?(?:0[xX])?/, '')}`);
    if (value > largestUnsigned) return 0xffff_ffff;
    return Number(BigInt.asUintN(32, found.startsWith('-') ? -value : value));
  }

  /** A quotation mark of the pattern, which skips no white space. */
  quote(): boolean {
    if (this.#text[this.#at] !== '"') return false;
    this.#at++;
    return true;
  }

  /** `%N[^\n\r"]`: a part of one line up to a quotation mark, at most `longest` characters; undefined if it is empty. */
  quoted(longest: number): ByteString | undefined {
    const start = this.#at;
    while (this.#at < this.#text.length && this.#at - start < longest && !this.#endsQuoted()) this.#at++;
    return this.#at === start ? undefined : this.#text.slice(start, this.#at);
  }

  /** A blank of the pattern: any white space, or none. */
  skipBlanks(): void {
    this.#at = firstWord(this.#text, this.#at);
  }

  #isBlank(): boolean {
    return blanks.includes(this.#text[this.#at]!);
  }

  #endsQuoted(): boolean {
    return '\n\r"'.includes(this.#text[this.#at]!);
  }

  #match(pattern: RegExp): string | undefined {
    this.skipBlanks();
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }
}
