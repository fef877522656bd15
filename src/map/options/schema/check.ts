import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal } from '../../basics/error.ts';
import { parseSize } from '../../profile/size/size.ts';
import { parseInt64, parseUint64 } from '../int64.ts';
import { emptyContainer, type Options } from '../options.ts';
import { type OptionContext, readSwitch } from '../typed-options.ts';
import { firstInHash } from './first-in-hash.ts';
import { type Nested, type NestedObject, nest } from './nested.ts';
import type { Member, Members, Schema } from './schema.ts';

/** What a value is called in messages: by its whole path, or by its last word alone. An element of a list has no word. */
interface Place {
  readonly path: string;
  readonly word: string;
}

/**
 * Checks options by a schema, as qemu reads them into one (the keyval visitor, 7.1 to 11.1).
 *
 * @throws Refusal of the first mistake in qemu's order
 * @throws Unsupported where that order is unknown
 */
export function checkBySchema(options: Options, schema: Members, context: OptionContext): void {
  checkMembers(nest(options, context.profile), schema, '', context);
}

function check(value: Nested, schema: Schema, place: Place, context: OptionContext): void {
  switch (schema.kind) {
    case 'text':
      textOf(value, place);
      return;
    case 'switch':
      readSwitch(place.path, textOf(value, place));
      return;
    case 'size':
      checkSize(textOf(value, place), place, context);
      return;
    case 'number':
      checkNumber(textOf(value, place), schema, place);
      return;
    case 'choice': {
      const chosen = textOf(value, place);
      if (!schema.values.includes(chosen)) throw new Refusal(context.profile.enumErrors(place.word, chosen));
      return;
    }
    case 'list':
      for (const [index, element] of elementsOf(value, place).entries()) {
        check(element, schema.of, { path: `${place.path}.${index}`, word: 'null' }, context);
      }
      return;
    case 'members':
      checkMembers(objectOf(value, place), schema, `${place.path}.`, context);
      return;
    case 'either':
      if (value === null && schema.orNull) return;
      if (typeof value === 'string') check(value, schema.word, place, context);
      else if (isObject(value)) check(value, schema.members(), place, context);
      else throw mistyped(place.word, schema.name);
  }
}

function checkMembers(object: NestedObject, schema: Members, prefix: string, context: OptionContext): void {
  const { variants } = schema;
  const known = new Set<string>();
  const checkAll = (all: Readonly<Record<string, Member>>): void => {
    for (const [word, { type, isOptional, isIn }] of Object.entries(all)) {
      if (isIn?.(context.profile) === false) continue;
      known.add(word);
      const place = { path: `${prefix}${word}`, word };
      const value = object.get(word);
      if (value !== undefined) check(value, type, place, context);
      else if (!isOptional) throw new Refusal(`Parameter '${place.path}' is missing`);
      if (word === variants?.by) checkVariant(value, place, variants, context);
    }
  };
  checkAll(schema.members);
  if (variants !== undefined) checkAll(variants.members[object.get(variants.by) as ByteString]!);
  const unexpected = [...object.keys()].filter(key => !known.has(key));
  const first = firstInHash(unexpected, object.keys());
  if (first !== undefined) throw new Refusal(`Parameter '${prefix}${first}' is unexpected`);
}

/** Checks that there are members for the value that decides. */
function checkVariant(
  value: Nested | undefined,
  place: Place,
  { members, isIn }: NonNullable<Members['variants']>,
  context: OptionContext,
): void {
  const chosen = value as ByteString;
  if (Object.hasOwn(members, chosen) && isIn?.(chosen, context.profile) !== false) return;
  throw new Refusal(context.profile.enumErrors(place.word, chosen));
}

function isObject(value: Nested): value is NestedObject | typeof emptyContainer {
  return value instanceof Map || value === emptyContainer;
}

function textOf(value: Nested, { path }: Place): ByteString {
  if (typeof value === 'string') return value;
  throw new Refusal(
    value === null ? `Internal error: parameter ${path} invalid` : `Parameters '${path}.*' are unexpected`,
  );
}

function objectOf(value: Nested, { path }: Place): NestedObject {
  if (!isObject(value)) throw mistyped(path, 'object');
  return value === emptyContainer ? new Map() : (value as NestedObject);
}

function elementsOf(value: Nested, { path }: Place): readonly Nested[] {
  if (value === emptyContainer) return [];
  if (!Array.isArray(value)) throw mistyped(path, 'array');
  return value;
}

function mistyped(name: string, expected: string): Refusal {
  return new Refusal(`Invalid parameter type for '${name}', expected: ${expected}`);
}

function checkNumber(
  text: ByteString,
  { least, most, name }: Extract<Schema, { kind: 'number' }>,
  { path, word }: Place,
): void {
  const value = least < 0n ? parseInt64(text) : parseUint64(text);
  if (value === undefined) throw new Refusal(`Parameter '${path}' expects integer`);
  if (value < least || value > most) throw new Refusal(`Parameter '${word}' expects ${name!}`);
}

function checkSize(text: ByteString, { path }: Place, { profile, notice }: OptionContext): void {
  const { value, hexSuffix } = parseSize(text, profile.sizeGrammar);
  if (hexSuffix !== undefined) {
    notice(`qemu-img: warning: Using a multiplier suffix on hex numbers is deprecated: ${text}\n`);
  }
  if (typeof value !== 'bigint') throw new Refusal(`Parameter '${path}' expects size`);
}
