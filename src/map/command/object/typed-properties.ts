import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal, Unsupported } from '../../basics/error.ts';
import { parseInt64 } from '../../options/int64.ts';
import type { Keyval, PropertyValue } from './keyval.ts';

type Properties = Keyval['properties'];

/** @throws Refusal if the property is absent, or no text */
export function required(key: ByteString, properties: Properties): ByteString {
  const text = textOf(key, properties);
  if (text === undefined) throw new Refusal(`Parameter '${key}' is missing`);
  return text;
}

/** @throws Refusal of a value that is no text */
export function textOf(key: ByteString, properties: Properties): ByteString | undefined {
  const value = properties.get(key);
  if (value === undefined || typeof value === 'string') return value;
  throw mistyped(key, value, 'string');
}

/**
 * @param prefix what stands in front of the key in messages
 * @throws Refusal of a value that is no whole number of 64 bits
 */
export function integerOf(
  key: ByteString,
  { properties, isJson }: Pick<Keyval, 'properties' | 'isJson'>,
  prefix = '',
): bigint | undefined {
  const value = properties.get(key);
  if (value === undefined) return undefined;
  if (typeof value === 'string' && !isJson) {
    const whole = parseInt64(value);
    if (whole === undefined) throw new Refusal(`Parameter '${prefix}${key}' expects integer`);
    return whole;
  }
  if (typeof value !== 'string' && value.kind === 'number' && /^-?\d+$/.test(value.number)) {
    const whole = BigInt(value.number);
    if (BigInt.asIntN(64, whole) === whole) return whole;
  }
  throw mistyped(`${prefix}${key}`, value, 'integer');
}

/** @throws Refusal of a value that has no members */
export function membersOf(key: ByteString, properties: Properties): Properties | undefined {
  const value = properties.get(key);
  if (value === undefined) return undefined;
  const members =
    typeof value !== 'string' && (value.kind === 'parts' || value.kind === 'object')
      ? value.members
      : undefined;
  // Numbered parts make a list.
  const isList = typeof value !== 'string' && value.kind === 'parts' && members?.has('0') === true;
  if (members === undefined || isList) {
    throw new Refusal(`Invalid parameter type for '${key}', expected: object`);
  }
  return members;
}

/**
 * Checks that all properties are known.
 *
 * @param prefix what stands in front of a key in messages
 * @throws Refusal
 * @throws Unsupported of several that aren't: qemu names the first one in its hash table, whose order is unknown
 */
export function checkKnown(keys: Iterable<ByteString>, known: readonly string[], prefix = ''): void {
  const unexpected = [...keys].filter(key => !known.includes(key)).map(key => `${prefix}${key}`);
  if (unexpected.length > 1) throw new Unsupported(`an object with ${unexpected.join(' and ')}`);
  if (unexpected.length > 0) throw new Refusal(`Parameter '${unexpected[0]}' is unexpected`);
}

/** The refusal of a value of the wrong type. */
export function mistyped(
  key: ByteString,
  value: PropertyValue,
  expected: 'boolean' | 'integer' | 'string',
): Refusal {
  return new Refusal(
    typeof value !== 'string' && value.kind === 'parts'
      ? `Parameters '${key}.*' are unexpected`
      : `Invalid parameter type for '${key}', expected: ${expected}`,
  );
}
