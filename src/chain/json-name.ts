import type { ByteString } from '../byte-string.ts';
import { Refusal } from '../error.ts';
import type { Profile } from '../profile/profile.ts';
import { parseJson } from './json/parse.ts';
import type { JsonValue } from './json/parser.ts';
import type { Options } from './options.ts';

/**
 * The options that a `json:{…}` name stands for, flat: nested objects and arrays become dotted keys, and where a dotted
 * and a nested key name the same option the nested one holds.
 *
 * @throws Refusal
 */
export function parseJsonName(name: ByteString, profile: Profile): Options {
  const value = parseJson(name.slice('json:'.length), profile);
  if (!(value instanceof Map)) throw new Refusal('Invalid JSON object given');
  const options: Options = new Map();
  flatten(value, '', options);
  return options;
}

type Container = JsonValue[] | Map<ByteString, JsonValue>;

function flatten(container: Container, prefix: string, options: Options): void {
  const nested: [string, Container][] = [];
  for (const [key, value] of container.entries()) {
    const path = `${prefix}${key}`;
    if (value instanceof Map || Array.isArray(value)) nested.push([path, value]);
    else options.set(path, value);
  }
  for (const [path, value] of nested) flatten(value, `${path}.`, options);
}
