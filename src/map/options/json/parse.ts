import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal } from '../../basics/error.ts';
import type { Profile } from '../../profile/profile.ts';
import { JsonError, parseError } from './json-error.ts';
import { JsonParser, type JsonValue } from './parser.ts';
import { type Token, tokenize } from './tokens.ts';
import { placedWording, plainWording, type Wording } from './wording.ts';

const maxDepth = 1024;

/**
 * Parses a text that has one value in qemu's JSON.
 *
 * @throws Refusal of the first mistake, without the words that callers put in front
 */
export function parseJson(text: ByteString, profile: Profile): JsonValue {
  try {
    return parse(text, profile);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw new Refusal(error.message);
  }
}

function parse(text: ByteString, profile: Profile): JsonValue {
  const all = [...tokenize(text)];
  if (all.length === 1) throw new JsonError('Expecting a JSON value');
  const tokens = all.values();
  const wording = profile.jsonErrorsHavePosition ? placedWording : plainWording;
  const sound = soundTokens(tokens, wording);
  // Up to 10.0 the parser gets all tokens of a value at once, so a stray byte is reported before any other mistake.
  const gathered = profile.jsonErrorsHavePosition ? sound : [...oneValue(sound)].values();
  const value = new JsonParser(gathered, wording).parse();
  if (tokens.next().value?.kind !== 'end') throw new JsonError('Expecting at most one JSON value');
  return value;
}

/**
 * The tokens before the first stray one.
 *
 * @throws JsonError of a stray token, or of too many levels
 */
function* soundTokens(tokens: Iterable<Token>, wording: Wording): Generator<Token, void, undefined> {
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'stray') {
      const fault = `stray '${token.text}'`;
      throw wording.straysAreCut
        ? parseError(wording.place(token), fault)
        : new JsonError(`JSON parse error, ${fault}`);
    }
    depth += nesting(token, '{', '}') + nesting(token, '[', ']');
    if (depth > maxDepth) throw new JsonError('JSON nesting depth limit exceeded');
    yield token;
  }
}

/** The tokens of one value: up to where braces and brackets are balanced, or can't be any more. */
function* oneValue(tokens: Iterable<Token>): Generator<Token, void, undefined> {
  let braces = 0;
  let brackets = 0;
  for (const token of tokens) {
    yield token;
    braces += nesting(token, '{', '}');
    brackets += nesting(token, '[', ']');
    const open = (braces > 0 || brackets > 0) && braces >= 0 && brackets >= 0;
    if (!open) return;
  }
}

function nesting(token: Token, opening: string, closing: string): number {
  if (token.text === opening) return 1;
  return token.text === closing ? -1 : 0;
}
