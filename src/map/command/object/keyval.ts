import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal, Unsupported } from '../../basics/error.ts';

/** A value of `--object`: text, parts (`key.part=…`), or a JSON value that isn't text. */
export type PropertyValue =
  | ByteString
  | { readonly kind: 'parts' | 'object'; readonly members: ReadonlyMap<ByteString, PropertyValue> }
  | { readonly kind: 'number'; readonly number: string }
  | { readonly kind: 'other' }
  | { readonly kind: 'switch'; readonly on: boolean };

/** The properties of an object. */
export interface Keyval {
  readonly properties: ReadonlyMap<ByteString, PropertyValue>;
  /** The object is JSON. Its switches are true or false; elsewhere they are words such as `on`. */
  readonly isJson: boolean;
  /** One of the words is `help` or `?`. */
  readonly help: boolean;
}

const longestKey = 127;
/** A name of QAPI. Names of vendors begin with their domain. */
const fragment = '(?:__[a-zA-Z0-9.-]+_)?[a-zA-Z][a-zA-Z0-9_-]*';
const wellFormed = new RegExp(`^(${fragment})((?:\\.(?:${fragment}|[0-9]+))*)$`);

/**
 * Reads `key=value,…` as `--object` is read since 6.0. `,,` is a comma within a value, the first word may be the type
 * alone, and the last of equal keys holds.
 *
 * @throws Refusal for a mistake
 * @throws Unsupported for lists (`key.1=…`) and for very long keys
 */
export function parseKeyval(text: ByteString): Keyval {
  const properties = new Map<ByteString, PropertyValue>();
  let help = false;
  for (let at = 0; at < text.length; ) {
    const word = /^[^=,]*/.exec(text.slice(at))![0];
    const first = at === 0;
    at += word.length;
    const hasValue = text[at] === '=';
    if (!hasValue && isHelpWord(word)) {
      help = true;
      at += 1;
    } else if (!hasValue && first && word !== '') {
      properties.set('qom-type', word);
      at += 1;
    } else {
      const path = splitKey(word);
      if (!hasValue) throw new Refusal(`Expected '=' after parameter '${word}'`);
      const value = /^(?:[^,]|,,)*/.exec(text.slice(at + 1))![0];
      at += 1 + value.length + 1;
      set(properties, path, value.replaceAll(',,', ','));
    }
  }
  for (const [name, value] of properties) checkList(name, value);
  return { properties, isJson: false, help };
}

/** @throws Refusal of parts of which some are numbered */
function checkList(name: ByteString, value: PropertyValue): void {
  if (typeof value === 'string' || value.kind !== 'parts') return;
  if (value.members.has('0') && value.members.size > 1) {
    throw new Refusal(`Parameters '${name}.*' used inconsistently`);
  }
}

function isHelpWord(word: ByteString): boolean {
  return word === 'help' || word === '?';
}

function splitKey(key: ByteString): ByteString[] {
  const match = wellFormed.exec(key);
  if (match === null) throw new Refusal(`Invalid parameter '${key}'`);
  const [, name = '', rest = ''] = match;
  if (key.length > longestKey) throw new Unsupported('an option with a name of 128 bytes or more');
  // Numbered parts make a list, which must not have gaps.
  if (/\.[0-9]+(?:\.|$)/.test(rest) && rest !== '.0') throw new Unsupported(`the option ${key}`);
  return [name, ...rest.split('.').slice(1)];
}

/** @param done the part of the key before `path` */
function set(
  properties: Map<ByteString, PropertyValue>,
  [name = '', ...rest]: readonly ByteString[],
  value: ByteString,
  done = '',
): void {
  const before = properties.get(name);
  if (before !== undefined && (typeof before === 'string') !== (rest.length === 0)) {
    throw new Refusal(`Parameters '${done}${name}.*' used inconsistently`);
  }
  if (rest.length === 0) {
    properties.set(name, value);
    return;
  }
  const members = new Map(typeof before === 'object' && before.kind === 'parts' ? before.members : []);
  set(members, rest, value, `${done}${name}.`);
  properties.set(name, { kind: 'parts', members });
}
