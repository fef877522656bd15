import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal } from '../../basics/error.ts';
import type { Host } from '../../host/host.ts';
import type { NamedObjects } from '../../node/named-objects.ts';
import { checkId } from '../../options/identifier.ts';
import { inQemuOrder } from '../../options/qemu-order.ts';
import { readSwitch } from '../../options/typed-options.ts';
import type { Profile } from '../../profile/profile.ts';
import type { MadeObject } from './keyval-object.ts';
import { isHelp, madeType, objectHelp, typeProblem } from './object-types.ts';
import { loadSecret, secretFormats, setLoaded } from './secret.ts';
import { setThrottleOptions } from './throttle-group.ts';

/** An `--object` as 5.2 reads it: options in the syntax of image options. */
export interface ObjectOptions {
  readonly id?: ByteString;
  readonly options: ReadonlyMap<ByteString, ByteString>;
}

const knownKeys: readonly string[] = ['data', 'file', 'format', 'iv', 'keyid'];

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
 * @param host that has the file of a secret
 * @throws Refusal, Unsupported, Confined
 */
export function makeOptionObject(
  { id, options }: ObjectOptions,
  objects: NamedObjects,
  profile: Profile,
  host: Host,
): MadeObject {
  const type = options.get('qom-type');
  const wantsHelp = [...options.keys()].some(isHelp);
  if (type !== undefined && (isHelp(type) || (wantsHelp && madeType(type, profile) !== undefined))) {
    return { kind: 'help', text: objectHelp(type, profile) };
  }
  if (type === undefined) throw new Refusal("Parameter 'qom-type' is missing");
  if (id === undefined) throw new Refusal("Parameter 'id' is missing");
  const made = madeType(type, profile);
  if (made === undefined) throw new Refusal(typeProblem(type));
  const properties = new Map(options);
  properties.delete('qom-type');
  if (made === 'throttle-group') {
    setThrottleOptions(properties);
    return { kind: 'object', id, object: { kind: made } };
  }
  for (const key of inQemuOrder(properties.keys())) checkProperty(key, properties.get(key)!, profile);
  const data = loadSecret(Object.fromEntries(properties), { id, objects, host });
  return { kind: 'object', id, object: { kind: made, data } };
}

function checkProperty(key: ByteString, value: ByteString, profile: Profile): void {
  if (key === 'loaded') {
    setLoaded(readSwitch(key, value), profile);
    return;
  }
  if (!knownKeys.includes(key)) throw new Refusal(`Property 'secret.${key}' not found`);
  if (key === 'format' && !secretFormats.includes(value)) {
    throw new Refusal(profile.enumErrors(key, value));
  }
}
