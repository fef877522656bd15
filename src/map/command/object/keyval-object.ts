import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal, Unsupported } from '../../basics/error.ts';
import type { OpenFileOptions } from '../../file/open-file.ts';
import type { Secrets } from '../../node/secrets.ts';
import { checkId } from '../../options/identifier.ts';
import { parseJson } from '../../options/json/parse.ts';
import { readSwitch } from '../../options/typed-options.ts';
import type { Profile } from '../../profile/profile.ts';
import { type Keyval, type PropertyValue, parseKeyval } from './keyval.ts';
import { isSecret, objectHelp, unmade } from './object-types.ts';
import { loadSecret, type SecretProperties, secretFormats, setLoaded } from './secret.ts';

const secretTexts = ['keyid', 'iv', 'data', 'file'] as const;

/** An `--object` that was made. `help`: it asks for this text instead. */
export type MadeObject =
  | { readonly kind: 'secret'; readonly id: ByteString; readonly data: Buffer }
  | { readonly kind: 'help'; readonly text: ByteString };

/**
 * Makes the object of an `--object` of 6.0 and later. Mistakes are found in the order of qemu: syntax, properties by
 * their schema, id, the object itself.
 *
 * @param files where the file of a secret may be
 * @throws Refusal, Unsupported, Confined
 */
export function makeKeyvalObject(
  text: ByteString,
  secrets: Secrets,
  profile: Profile,
  files: OpenFileOptions,
): MadeObject {
  const keyval = text.startsWith('{') ? parseObject(text, profile) : parseKeyval(text);
  const { properties, help } = keyval;
  if (help) return { kind: 'help', text: objectHelp(textOf('qom-type', properties), profile) };
  const type = required('qom-type', properties);
  if (!isSecret(type, profile)) throw refusalOf(type, properties, profile);
  const id = required('id', properties);
  const loaded = takeLoaded(keyval, profile);
  const secret = secretOf(properties, profile);
  checkId(id);
  if (loaded !== undefined) setLoaded(loaded, profile);
  if (secrets.has(id)) {
    throw new Refusal(`attempt to add duplicate property '${id}' to object (type 'container')`);
  }
  return { kind: 'secret', id, data: loadSecret(secret, secrets, files) };
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
  const value = parseJson(text, profile) as ReadonlyMap<ByteString, unknown>;
  const properties = [...value].map(([key, member]): [ByteString, PropertyValue] => [
    key,
    propertyOf(member),
  ]);
  return { properties: new Map(properties), isJson: true, help: false };
}

function propertyOf(member: unknown): PropertyValue {
  if (typeof member === 'boolean') return { kind: 'switch', on: member };
  return typeof member === 'string' ? member : { kind: 'not-text' };
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
  const unexpected = [...properties.keys()].filter(key => !known.includes(key));
  // qemu names the first one in its hash table, whose order is unknown.
  if (unexpected.length > 1) throw new Unsupported(`a secret with ${unexpected.join(' and ')}`);
  if (unexpected.length > 0) throw new Refusal(`Parameter '${unexpected[0]}' is unexpected`);
  return Object.fromEntries([['format', format], ...texts].filter(([, value]) => value !== undefined));
}

function required(key: ByteString, properties: Keyval['properties']): ByteString {
  const text = textOf(key, properties);
  if (text === undefined) throw new Refusal(`Parameter '${key}' is missing`);
  return text;
}

function textOf(key: ByteString, properties: Keyval['properties']): ByteString | undefined {
  const value = properties.get(key);
  if (value === undefined || typeof value === 'string') return value;
  throw mistyped(key, value, 'string');
}

function mistyped(key: ByteString, value: PropertyValue, expected: 'boolean' | 'string'): Refusal {
  return new Refusal(
    typeof value !== 'string' && value.kind === 'parts'
      ? `Parameters '${key}.*' are unexpected`
      : `Invalid parameter type for '${key}', expected: ${expected}`,
  );
}
