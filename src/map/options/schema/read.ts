import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal } from '../../basics/error.ts';
import { emptyContainer } from '../options.ts';
import { inDictionaryOrder } from '../qemu-order.ts';
import type { OptionContext } from '../typed-options.ts';
import { firstInHash } from './first-in-hash.ts';
import type { Nested, NestedObject } from './nested.ts';
import { type Place, type ScalarReaders, scalarReaders } from './scalars.ts';
import type { Member, Members, Schema } from './schema.ts';

/** A value that has been read by a schema. */
export type Value = ByteString | boolean | bigint | null | readonly Value[] | Values;
/** The members of an object, in the order of the schema. */
export type Values = ReadonlyMap<string, Value>;

/** How scalars are written: as texts, or as in JSON, where `"1"` is no number. */
export type Form = 'texts' | 'json';

interface Context extends OptionContext {
  readonly form: Form;
  readonly scalars: ScalarReaders;
}

/**
 * Reads an object by a schema, as qemu does (the QObject input visitors, 6.0 to 11.1).
 *
 * @throws Refusal of the first mistake in qemu's order
 * @throws Unsupported where that order is unknown
 */
export function readBySchema(
  object: NestedObject,
  schema: Members,
  form: Form,
  { profile, notice }: OptionContext,
): Values {
  return readMembers(object, schema, '', { profile, notice, form, scalars: scalarReaders[form] });
}

function read(value: Nested, schema: Schema, place: Place, context: Context): Value {
  const { scalars, profile } = context;
  switch (schema.kind) {
    case 'text':
      return scalars.text(value, place);
    case 'switch':
      return scalars.switch(value, place);
    case 'size':
      return scalars.size(value, place, context);
    case 'number':
      return readNumber(value, schema, place, scalars);
    case 'choice': {
      const chosen = scalars.text(value, place);
      if (!schema.values.includes(chosen)) throw new Refusal(profile.enumErrors(place.word, chosen));
      return chosen;
    }
    case 'list':
      return elementsOf(value, place).map((element, index) =>
        read(element, schema.of, { path: elementPath(place, index, context), word: 'null' }, context),
      );
    case 'members':
      return readMembers(objectOf(value, place), schema, `${place.path}.`, context);
    case 'either':
      if (value === null && schema.orNull) return null;
      if (typeof value === 'string') return read(value, schema.word, place, context);
      if (isObject(value)) return read(value, schema.members(), place, context);
      throw mistyped(place.word, schema.name);
  }
}

function readMembers(object: NestedObject, schema: Members, prefix: string, context: Context): Values {
  const { variants } = schema;
  const known = new Set<string>();
  const values = new Map<string, Value>();
  const readAll = (all: Readonly<Record<string, Member>>): void => {
    for (const [word, { type, isOptional, isIn }] of Object.entries(all)) {
      if (isIn?.(context.profile) === false) continue;
      known.add(word);
      const place = { path: `${prefix}${word}`, word };
      const value = object.get(word);
      if (value !== undefined) values.set(word, read(value, type, place, context));
      else if (!isOptional) throw new Refusal(`Parameter '${place.path}' is missing`);
      if (word === variants?.by) checkVariant(values.get(word), place, variants, context);
    }
  };
  readAll(schema.members);
  if (variants !== undefined) readAll(variants.members[values.get(variants.by) as ByteString]!);
  const unexpected = [...object.keys()].filter(key => !known.has(key));
  const first = firstInHash(unexpected, inDictionaryOrder(object.keys()));
  if (first !== undefined) throw new Refusal(`Parameter '${prefix}${first}' is unexpected`);
  return values;
}

/** Checks that there are members for the value that decides. */
function checkVariant(
  value: Value | undefined,
  place: Place,
  { members, isIn }: NonNullable<Members['variants']>,
  context: Context,
): void {
  const chosen = value as ByteString;
  if (Object.hasOwn(members, chosen) && isIn?.(chosen, context.profile) !== false) return;
  throw new Refusal(context.profile.enumErrors(place.word, chosen));
}

function isObject(value: Nested): value is NestedObject | typeof emptyContainer {
  return value instanceof Map || value === emptyContainer;
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

/** What messages call an element of a list. */
function elementPath({ path }: Place, index: number, { form }: Context): string {
  return form === 'json' ? `${path}[${index}]` : `${path}.${index}`;
}

function readNumber(
  value: Nested,
  { least, most, name }: Extract<Schema, { kind: 'number' }>,
  place: Place,
  scalars: ScalarReaders,
): bigint {
  const number = least < 0n ? scalars.signed(value, place) : scalars.unsigned(value, place);
  if (number < least || number > most) throw new Refusal(`Parameter '${place.word}' expects ${name!}`);
  return number;
}

function mistyped(name: string, expected: string): Refusal {
  return new Refusal(`Invalid parameter type for '${name}', expected: ${expected}`);
}
