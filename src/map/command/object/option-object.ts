import type { ByteString } from '../../basics/byte-string.ts';
import { Abort, Refusal, Unsupported } from '../../basics/error.ts';
import { checkId } from '../../options/identifier.ts';
import { parseInt64 } from '../../options/int64.ts';
import type { Value } from '../../options/schema/read.ts';
import { readSwitch } from '../../options/typed-options.ts';
import type { Profile } from '../../profile/profile.ts';
import { abstractTypes } from './internal-types.ts';
import type { MadeObject, Making } from './keyval-object.ts';
import { madeTypes } from './made-types.ts';
import { makeObject } from './make-object.ts';
import { hasHelp, isHelp, objectHelp } from './object-help.ts';
import { limitNames } from './types/throttle-limits.ts';

/** An `--object` as 5.2 reads it: options in the syntax of image options. */
export interface ObjectOptions {
  readonly id?: ByteString;
  readonly options: ReadonlyMap<ByteString, ByteString>;
}

/**
 * Reads the options of an object. `,,` is a comma within a value. A word without a value is the type if it is the first
 * one, else a switch. The first of several ids holds, and the last of other equal keys.
 *
 * @throws Refusal for an id that isn't well formed
 */
export function parseObjectOptions(text: ByteString): ObjectOptions {
  const options = new Map<ByteString, ByteString>();
  let id: ByteString | undefined;
  for (let at = 0; at < text.length; ) {
    const word = /^[^=,]*/.exec(text.slice(at))![0];
    const hasValue = text[at + word.length] === '=';
    let key = word;
    let value = 'on';
    if (!hasValue && at > 0) {
      if (word.startsWith('no')) [key, value] = [word.slice(2), 'off'];
      at += word.length + 1;
    } else {
      if (hasValue) at += word.length + 1;
      else key = 'qom-type';
      const stored = /^(?:[^,]|,,)*/.exec(text.slice(at))![0];
      value = stored.replaceAll(',,', ',');
      at += stored.length + 1;
    }
    if (key === 'id') id ??= value;
    else options.set(key, value);
  }
  if (id !== undefined) checkId(id);
  return { ...(id !== undefined && { id }), options };
}

/**
 * Makes the object of an `--object` of 5.2. Mistakes are found in the order of qemu.
 *
 * @throws Refusal, Unsupported, Confined, Abort
 */
export function makeOptionObject({ id, options }: ObjectOptions, making: Making): MadeObject {
  const { profile } = making;
  const type = options.get('qom-type');
  const wantsHelp = [...options.keys()].some(isHelp);
  if (type !== undefined && (isHelp(type) || (wantsHelp && hasHelp(type, profile)))) {
    return { kind: 'help', text: objectHelp(type, profile) };
  }
  if (type === undefined) throw new Refusal("Parameter 'qom-type' is missing");
  if (id === undefined) throw new Refusal("Parameter 'id' is missing");
  if (!profile.objectTypes.includes(type)) throw new Refusal(typeProblem(type, profile));
  const keys = [...options.keys()].filter(key => key !== 'qom-type');
  const read = (key: ByteString): Value =>
    readProperty({ type, key, value: options.get(key)!, profile, keys });
  // The members of limits can't be written, as keys with dots are unknown.
  const untaken = keys.includes('limits') ? 'limits' : undefined;
  const object = makeObject({ type, keys, read, ...(untaken && { untaken }) }, { id, ...making });
  return { kind: 'object', id, object };
}

/** Why no object of a type is made. */
function typeProblem(type: ByteString, { internalTypes }: Profile): string {
  if (!internalTypes.includes(type)) return `invalid object type: ${type}`;
  return abstractTypes.includes(type)
    ? `object type '${type}' is abstract`
    : `object type '${type}' isn't supported by object-add`;
}

/** A property as 5.2 has it. */
interface Property {
  readonly type: ByteString;
  readonly key: ByteString;
  readonly value: ByteString;
  readonly profile: Profile;
  /** All that are given. */
  readonly keys: readonly ByteString[];
}

/** The words of properties that take one of several, by the names of their types. */
const words: Readonly<Record<string, readonly string[]>> = {
  QAuthZListPolicy: ['deny', 'allow'],
  QCryptoSecretFormat: ['raw', 'base64'],
  QCryptoTLSCredsEndpoint: ['client', 'server'],
};

function readProperty({ type, key, value, profile, keys }: Property): Value {
  if (key === 'type') throw new Refusal('Insufficient permission to perform this operation');
  const { properties } = madeTypes[type]!;
  const name = Object.hasOwn(properties, key) ? properties[key]! : undefined;
  switch (name) {
    case undefined:
      throw new Refusal(`Property '${type}.${key}' not found`);
    case 'string':
      return value;
    case 'bool':
      return readSwitch(key, value);
    case 'int':
    case 'int32_t':
      return readInteger(key, value, name);
    case 'ThrottleLimits':
      return readLimits(keys);
    case 'QAuthZListRule':
      // Each member of the rule gets the whole value. So it is refused as a policy, or qemu fails at the next member.
      if (words.QAuthZListPolicy!.includes(value)) {
        throw new Abort(`rules=${value}`, 'Give authz-list no rules.');
      }
      throw new Refusal(profile.enumErrors(key, value));
    default:
      if (words[name]!.includes(value)) return value;
      throw new Refusal(profile.enumErrors(key, value));
  }
}

function readInteger(key: ByteString, value: ByteString, name: 'int' | 'int32_t'): bigint {
  const number = parseInt64(value);
  if (number === undefined) throw new Refusal(`Parameter '${key}' expects an int64 value`);
  if (name === 'int32_t' && BigInt.asIntN(32, number) !== number) {
    throw new Refusal(`Parameter '${key}' expects int32_t`);
  }
  return number;
}

/** @throws Unsupported of `limits` beside a limit, which it may read as its own */
function readLimits(keys: readonly ByteString[]): Value {
  const own = keys.find(key => limitNames.includes(key));
  if (own !== undefined) throw new Unsupported(`a throttle group with limits and ${own}`);
  return new Map();
}
