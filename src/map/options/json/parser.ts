import type { ByteString } from '../../basics/byte-string.ts';
import { parseError } from './json-error.ts';
import type { JsonNumber } from './json-number.ts';
import { BadString, stringOf } from './string.ts';
import type { Token } from './tokens.ts';
import type { Wording } from './wording.ts';

export type JsonValue = ByteString | boolean | null | JsonNumber | JsonValue[] | Map<ByteString, JsonValue>;

const keywords = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** Parses one value, and takes no token after it. */
export class JsonParser {
  readonly #tokens: Iterator<Token, unknown>;
  readonly #wording: Wording;
  #last: Token = { kind: 'end', text: '', line: 1, column: 1 };

  /** @param tokens are taken one at a time; the last one is of kind `end` */
  constructor(tokens: Iterator<Token, unknown>, wording: Wording) {
    this.#tokens = tokens;
    this.#wording = wording;
  }

  /** @throws JsonError */
  parse(): JsonValue {
    return this.#value(this.#take());
  }

  #take(): Token {
    const { value, done } = this.#tokens.next();
    if (done !== true) this.#last = value as Token;
    return this.#last;
  }

  #value(token: Token): JsonValue {
    if (token.kind === 'string') return this.#string(token);
    if (token.kind === 'number') return { number: token.text };
    if (token.kind === 'keyword') return this.#keyword(token);
    if (token.text === '{') return this.#object();
    if (token.text === '[') return this.#list();
    return this.#fail(token, 'expecting value');
  }

  #keyword(token: Token): boolean | null {
    const value = keywords.get(token.text);
    return value === undefined ? this.#fail(token, `invalid keyword '${token.text}'`) : value;
  }

  #string(token: Token): ByteString {
    try {
      return stringOf(token.text);
    } catch (error) {
      if (!(error instanceof BadString)) throw error;
      return this.#fail(token, error.message);
    }
  }

  #object(): Map<ByteString, JsonValue> {
    const members = new Map<ByteString, JsonValue>();
    let token = this.#take();
    if (token.text === '}') return members;
    for (;;) {
      const key = this.#key(token);
      token = this.#take();
      if (token.text !== ':') this.#fail(token, this.#wording.colon);
      const value = this.#value(this.#take());
      if (members.has(key)) this.#fail(this.#last, 'duplicate key');
      members.set(key, value);
      token = this.#take();
      if (token.text === '}') return members;
      if (token.text !== ',') this.#fail(token, this.#wording.objectSeparator);
      token = this.#take();
    }
  }

  #key(token: Token): ByteString {
    const { key, keysAreValues } = this.#wording;
    const value = keysAreValues ? this.#value(token) : token.kind === 'string' && this.#string(token);
    return typeof value === 'string' ? value : this.#fail(token, key);
  }

  #list(): JsonValue[] {
    const members: JsonValue[] = [];
    let token = this.#take();
    if (token.text === ']') return members;
    for (;;) {
      members.push(this.#value(token));
      token = this.#take();
      if (token.text === ']') return members;
      if (token.text !== ',') this.#fail(token, this.#wording.listSeparator);
      token = this.#take();
    }
  }

  #fail(token: Token, wanted: string): never {
    const what = token.kind === 'end' ? this.#wording.end : wanted;
    throw parseError(this.#wording.place(token), what);
  }
}
