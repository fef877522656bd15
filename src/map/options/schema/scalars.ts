import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal } from '../../basics/error.ts';
import { hexSuffixWarning, parseSize } from '../../profile/size/size.ts';
import { parseInt64, parseUint64 } from '../int64.ts';
import { type OptionContext, readSwitch } from '../typed-options.ts';
import type { Nested } from './nested.ts';

/** What a value is called in messages: by its whole path, or by its last word alone. An element of a list has no word. */
export interface Place {
  readonly path: string;
  readonly word: string;
}

type Read<Type> = (value: Nested, place: Place, context: OptionContext) => Type;

/** How values of each scalar type are read. Each throws the refusal of a value that isn't one. */
export interface ScalarReaders {
  readonly text: (value: Nested, place: Place) => ByteString;
  readonly switch: (value: Nested, place: Place) => boolean;
  /** -2^63 to 2^63-1. */
  readonly signed: (value: Nested, place: Place) => bigint;
  /** 0 to 2^64-1; a negative number is subtracted from 2^64. */
  readonly unsigned: (value: Nested, place: Place) => bigint;
  /** Bytes, 0 to 2^64-1. */
  readonly size: Read<bigint>;
}

const texts: ScalarReaders = {
  text(value, { path }) {
    if (typeof value === 'string') return value;
    throw new Refusal(
      value === null ? `Internal error: parameter ${path} invalid` : `Parameters '${path}.*' are unexpected`,
    );
  },
  switch: (value, place) => readSwitch(place.path, texts.text(value, place)),
  signed: (value, place) => parseInt64(texts.text(value, place)) ?? noInteger(place),
  unsigned: (value, place) => parseUint64(texts.text(value, place)) ?? noInteger(place),
  size(value, place, { profile, notice }) {
    const text = texts.text(value, place);
    const { value: size, hexSuffix } = parseSize(text, profile.sizeGrammar);
    if (hexSuffix !== undefined) notice(`${hexSuffixWarning(text)}\n`);
    if (typeof size !== 'bigint') throw new Refusal(`Parameter '${place.path}' expects size`);
    return size;
  },
};

const json: ScalarReaders = {
  text: (value, place) => (typeof value === 'string' ? value : mistyped(place, 'string')),
  switch: (value, place) => (typeof value === 'boolean' ? value : mistyped(place, 'boolean')),
  signed(value, place) {
    const whole = wholeNumber(value);
    return whole !== undefined && BigInt.asIntN(64, whole) === whole ? whole : mistyped(place, 'integer');
  },
  unsigned(value, { path }) {
    const whole = wholeNumber(value);
    if (whole === undefined) throw new Refusal(`Parameter '${path}' expects uint64`);
    return BigInt.asUintN(64, whole);
  },
  size: (value, place) => json.unsigned(value, place),
};

export const scalarReaders: { readonly texts: ScalarReaders; readonly json: ScalarReaders } = { texts, json };

function noInteger({ path }: Place): never {
  throw new Refusal(`Parameter '${path}' expects integer`);
}

/** The whole number that JSON has, if qemu keeps it as one: from -2^63 to 2^64-1. Others become doubles. */
function wholeNumber(value: Nested): bigint | undefined {
  if (value === null || typeof value !== 'object' || !('number' in value)) return undefined;
  if (!/^-?\d+$/.test(value.number)) return undefined;
  const whole = BigInt(value.number);
  return whole >= -(1n << 63n) && whole < 1n << 64n ? whole : undefined;
}

function mistyped({ path }: Place, expected: string): never {
  throw new Refusal(`Invalid parameter type for '${path}', expected: ${expected}`);
}
