import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal, Unsupported } from '../../basics/error.ts';
import type { Host } from '../../host/host.ts';
import type { NamedObject, NamedObjects } from '../../node/named-objects.ts';
import { checkId } from '../../options/identifier.ts';
import { parseJson } from '../../options/json/parse.ts';
import type { JsonValue } from '../../options/json/parser.ts';
import { readSwitch } from '../../options/typed-options.ts';
import type { Profile } from '../../profile/profile.ts';
import { type Keyval, type PropertyValue, parseKeyval } from './keyval.ts';
import { madeType, objectHelp, unmade } from './object-types.ts';
import { loadSecret, type SecretProperties, secretFormats, setLoaded } from './secret.ts';
import { readThrottleProperties, setProperties } from './throttle-group.ts';
import { checkLimits } from './throttle-limits.ts';
import { checkKnown, mistyped, required, textOf } from './typed-properties.ts';

const secretTexts = ['keyid', 'iv', 'data', 'file'] as const;

/** An `--object` that was made. `help`: it asks for this text instead. */
export type MadeObject =
  | { readonly kind: 'object'; readonly id: ByteString; readonly object: NamedObject }
  | { readonly kind: 'help'; readonly text: ByteString };

/**
 * Makes the object of an `--object` of 6.0 and later. Mistakes are found in the order of qemu: syntax, properties by
 * their schema, id, the object itself.
 *
 * @param host that has the file of a secret
 * @throws Refusal, Unsupported, Confined
 */
export function makeKeyvalObject(
  text: ByteString,
  objects: NamedObjects,
  profile: Profile,
  host: Host,
): MadeObject {
  const keyval = text.startsWith('{') ? parseObject(text, profile) : parseKeyval(text);
  const { properties, help } = keyval;
  if (help) return { kind: 'help', text: objectHelp(textOf('qom-type', properties), profile) };
  const type = required('qom-type', properties);
  const made = madeType(type, profile);
  if (made === undefined) throw refusalOf(type, properties, profile);
  const id = required('id', properties);
  if (made === 'throttle-group') {
    const given = readThrottleProperties(keyval);
    checkId(id);
    const limits = setProperties(given);
    checkNew(id, objects);
    checkLimits(limits);
    return { kind: 'object', id, object: { kind: made } };
  }
  const loaded = takeLoaded(keyval, profile);
  const secret = secretOf(properties, profile);
  checkId(id);
  if (loaded !== undefined) setLoaded(loaded, profile);
  checkNew(id, objects);
  return { kind: 'object', id, object: { kind: made, data: loadSecret(secret, { id, objects, host }) } };
}

/** @throws Refusal of the id of another object */
function checkNew(id: ByteString, objects: NamedObjects): void {
  if (!objects.has(id)) return;
  throw new Refusal(`attempt to add duplicate property '${id}' to object (type 'container')`);
}

/**
 * The refusal of a type that no object is made of.
 *
 * @throws Refusal of a mistake that is found before
 * @throws Unsupported for properties that the type may have
 */
function refusalOf(type: ByteString, properties: Keyval['properties'], profile: Profile): Refusal {
  const needed = unmade.get(type);
  if (needed === undefined) return new Refusal(profile.enumErrors('qom-type', type));
  const id = required('id', properties);
  for (const key of needed) required(key, properties);
  const others = [...properties.keys()].filter(key => !['qom-type', 'id', ...needed].includes(key));
  if (others.length > 0) throw new Unsupported(`the object ${type} with ${others.join(' and ')}`);
  checkId(id);
  return new Refusal(`invalid object type: ${type}`);
}

function parseObject(text: ByteString, profile: Profile): Keyval {
  const value = parseJson(text, profile) as ReadonlyMap<ByteString, JsonValue>;
  return { properties: propertiesOf(value), isJson: true, help: false };
}

function propertiesOf(members: ReadonlyMap<ByteString, JsonValue>): Keyval['properties'] {
  return new Map([...members].map(([key, member]) => [key, propertyOf(member)]));
}

function propertyOf(member: JsonValue): PropertyValue {
  if (typeof member === 'boolean') return { kind: 'switch', on: member };
  if (typeof member === 'string') return member;
  if (member instanceof Map) return { kind: 'object', members: propertiesOf(member) };
  if (member === null || Array.isArray(member)) return { kind: 'other' };
  return { kind: 'number', number: member.number };
}

/** The value of `loaded`; undefined if it is absent, or ignored because the version lacks it. */
function takeLoaded({ properties, isJson }: Keyval, profile: Profile): boolean | undefined {
  const value = profile.secretLoaded === 'gone' ? undefined : properties.get('loaded');
  if (value === undefined) return undefined;
  if (typeof value === 'string' && !isJson) return readSwitch('loaded', value);
  if (typeof value !== 'string' && value.kind === 'switch') return value.on;
  throw mistyped('loaded', value, 'boolean');
}

function secretOf(properties: Keyval['properties'], profile: Profile): SecretProperties {
  const format = textOf('format', properties);
  if (format !== undefined && !secretFormats.includes(format)) {
    throw new Refusal(profile.enumErrors('format', format));
  }
  const texts = secretTexts.map(key => [key, textOf(key, properties)] as const);
  const known: string[] = ['qom-type', 'id', 'format', ...secretTexts];
  if (profile.secretLoaded !== 'gone') known.push('loaded');
  checkKnown(properties.keys(), known);
  return Object.fromEntries([['format', format], ...texts].filter(([, value]) => value !== undefined));
}
