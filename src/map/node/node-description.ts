import type { ByteString } from '../basics/byte-string.ts';
import { characterAt } from '../basics/character-at.ts';
import type { NodeDescription } from '../file/image-file.ts';
import { emptyContainer, type Options, type OptionValue } from '../options/options.ts';
import { inQemuOrder } from '../options/qemu-order.ts';

/** The options `keys` of a node for its description, as they were given. A key that ends in a dot stands for all that begin with it. */
export function describedOptions(options: Options, keys: readonly string[]): NodeDescription {
  const isOne = (option: string) =>
    keys.some(key => option === key || (key.endsWith('.') && option.startsWith(key)));
  const given = [...options.keys()].filter(isOne);
  return Object.fromEntries(given.map(key => [key, described(options.get(key)!)]));
}

function described(value: OptionValue): NodeDescription[string] {
  return value === emptyContainer ? {} : (value as Exclude<OptionValue, typeof emptyContainer>);
}

/** What qemu has room for in the name of a node, in bytes. */
const longestName = 4095;

/** A plain name that qemu puts together for a node; undefined where it is too long, which leaves the node without one. */
export function plainNameOf(name: ByteString): ByteString | undefined {
  return name.length > longestName ? undefined : name;
}

/** The name that qemu makes for a node without a plain name: its description as JSON, of which the end is missing where it is too long. */
export function jsonNameOf(description: NodeDescription): ByteString {
  const name = `json:${printed(description)}`;
  return name.length > longestName ? `${name.slice(0, longestName - 3)}...` : name;
}

type Value = NodeDescription[string];

function printed(value: Value): ByteString {
  if (typeof value === 'boolean' || value === null) return String(value);
  if (typeof value === 'string') return `"${escaped(value)}"`;
  if (isList(value)) return `[${value.map(printed).join(', ')}]`;
  if ('number' in value && typeof value.number === 'string') return value.number;
  const members = value as NodeDescription;
  const pairs = inQemuOrder(Object.keys(members)).map(key => `"${escaped(key)}": ${printed(members[key]!)}`);
  return `{${pairs.join(', ')}}`;
}

function isList(value: NodeDescription | readonly NodeDescription[]): value is readonly NodeDescription[] {
  return Array.isArray(value);
}

const short: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** Escapes everything but ASCII. Bytes that are no character become U+FFFD. */
function escaped(bytes: ByteString): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const { code = 0xfffd, length } = characterAt(bytes, at);
    text += String.fromCodePoint(code).replace(/["\\\u0000-\u001f\u007f-\uffff]/g, escapedUnit);
    at += length;
  }
  return text;
}

function escapedUnit(unit: string): string {
  return short[unit] ?? `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
