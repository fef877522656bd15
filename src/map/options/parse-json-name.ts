import type { ByteString } from '../basics/byte-string.ts';
import { Refusal, Unsupported } from '../basics/error.ts';
import type { Profile } from '../profile/profile.ts';
import { parseJson } from './json/parse.ts';
import type { JsonValue } from './json/parser.ts';
import { emptyContainer, type Options } from './options.ts';
import { inQemuOrder } from './qemu-order.ts';

/**
 * Parses a `json:{…}` name to flat options: nested objects and arrays become dotted keys. If two keys become the same, the
 * nested one counts at the outermost level; further in, the last one in qemu's order counts.
 *
 * @throws Refusal
 * @throws Unsupported if the keys, which grow with their depth, would fill the memory
 */
export function parseJsonName(name: ByteString, profile: Profile): Options {
  const value = parsed(name.slice('json:'.length), profile);
  if (!(value instanceof Map)) throw new Refusal('Invalid JSON object given');
  const options: Options = new Map();
  for (const [key, inner] of value) if (!isContainer(inner)) options.set(key, inner);
  for (const key of keysOf(value)) {
    const inner = value.get(key)!;
    if (isContainer(inner)) flatten(inner, key, options);
  }
  let length = 0;
  for (const key of options.keys()) length += key.length;
  if (length > mostCharacters) throw new Unsupported(`a json: name with options of ${length} characters`);
  // qemu puts each option in front of those of its bucket.
  return new Map([...options].reverse());
}

/** The characters of all dotted keys: each driver below another one goes through all that are left. 500 drivers have 0.6 million. */
const mostCharacters = 2 ** 20;

function parsed(text: ByteString, profile: Profile): JsonValue {
  try {
    return parseJson(text, profile);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw error.within('Could not parse the JSON options: ');
  }
}

type Container = JsonValue[] | Map<ByteString, JsonValue>;

function isContainer(value: JsonValue): value is Container {
  return value instanceof Map || Array.isArray(value);
}

/** The keys in qemu's order: of those in one bucket, the last one comes first. */
function keysOf(object: Map<ByteString, JsonValue>): ByteString[] {
  return inQemuOrder([...object.keys()].reverse());
}

function flatten(container: Container, path: string, options: Options): void {
  const members = Array.isArray(container)
    ? [...container.entries()].map(([index, value]): [string, JsonValue] => [String(index), value])
    : keysOf(container).map((key): [string, JsonValue] => [key, container.get(key)!]);
  if (members.length === 0) options.set(path, emptyContainer);
  for (const [key, value] of members) {
    const inner = `${path}.${key}`;
    if (isContainer(value)) flatten(value, inner, options);
    else options.set(inner, value);
  }
}
