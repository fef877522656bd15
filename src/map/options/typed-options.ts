import type { ByteString } from '../basics/byte-string.ts';
import { Refusal } from '../basics/error.ts';
import type { Notice } from '../basics/notice.ts';
import type { Profile } from '../profile/profile.ts';
import { hexSuffixWarning, parseSize } from '../profile/size/size.ts';
import { numberText } from './json/number-text.ts';
import type { Options, OptionValue } from './options.ts';
import { inQemuOrder } from './qemu-order.ts';

/** The types of driver options in qemu. */
interface Types {
  text: ByteString;
  switch: boolean;
  /** 0 to 2^64-1; a negative number is subtracted from 2^64. */
  number: bigint;
  /** Bytes, 0 to 2^64-1. */
  size: bigint;
}

export type OptionTypes = Readonly<Record<string, keyof Types>>;

export type Typed<Of extends OptionTypes> = { readonly [Key in keyof Of]?: Types[Of[Key]] };

/** What the reading of an option depends on. */
export interface OptionContext {
  readonly profile: Profile;
  readonly notice: Notice;
}

/**
 * Takes out the options that `types` names, and converts each to its type. Null and empty objects count as not given.
 *
 * @throws Refusal of the first value, in qemu's order, that doesn't have its type
 */
export function takeTyped<Of extends OptionTypes>(
  options: Options,
  types: Of,
  context: OptionContext,
): Typed<Of> {
  const taken: Record<string, Types[keyof Types]> = {};
  if (options.size === 0) return taken as Typed<Of>;
  const keys: ByteString[] = [];
  for (const key of options.keys()) if (Object.hasOwn(types, key)) keys.push(key);
  for (const key of keys.length < 2 ? keys : inQemuOrder(keys)) {
    const text = optionText(options.get(key)!, context.profile);
    options.delete(key);
    if (text !== undefined) taken[key] = readers[types[key]!](key, text, context);
  }
  return taken as Typed<Of>;
}

/** The text that a value has as an option; undefined: it counts as not given. */
export function optionText(value: OptionValue, profile: Profile): ByteString | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return value !== null && 'number' in value ? numberText(value, profile) : undefined;
}

type Reader<Type extends keyof Types> = (
  key: string,
  text: ByteString,
  context: OptionContext,
) => Types[Type];

const readers: { readonly [Type in keyof Types]: Reader<Type> } = {
  text: (_, text) => text,
  switch: readSwitch,
  number: readNumber,
  size: readSize,
};

const on: readonly ByteString[] = ['on', 'yes', 'true', 'y'];
const off: readonly ByteString[] = ['off', 'no', 'false', 'n'];

/** @throws Refusal of a word that is neither on nor off, by the name `key` */
export function readSwitch(key: string, text: ByteString): boolean {
  if (on.includes(text)) return true;
  if (off.includes(text)) return false;
  throw new Refusal(`Parameter '${key}' expects 'on' or 'off'`);
}

const range = 1n << 64n;

/** Reads a number like strtoull(3) with base 0: hexadecimal after `0x`, octal after `0`. */
function readNumber(key: string, text: ByteString): bigint {
  const match = /^[ \t\n\v\f\r]*([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)$/.exec(text);
  if (match === null) throw new Refusal(`Parameter '${key}' expects a number`);
  const [, sign, digits] = match;
  const value = BigInt(digits!.replace(/^0(?=[0-7])/, '0o'));
  if (value >= range) throw new Refusal(`Value '${text}' is too large for parameter '${key}'`);
  return sign === '-' && value !== 0n ? range - value : value;
}

function readSize(key: string, text: ByteString, { profile, notice }: OptionContext): bigint {
  const { value, hexSuffix } = parseSize(text, profile.sizeGrammar);
  if (hexSuffix !== undefined) notice(`${hexSuffixWarning(text)}\n`);
  if (value === 'out-of-range') throw new Refusal(`Value '${text}' is out of range for parameter '${key}'`);
  if (value !== 'malformed') return value;
  throw new Refusal(`Parameter '${key}' expects a non-negative number below 2^64`, [
    'Optional suffix k, M, G, T, P or E means kilo-, mega-, giga-, tera-, peta-',
    'and exabytes, respectively.',
  ]);
}
