import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal } from '../../basics/error.ts';
import type { NamedObject } from '../../node/named-objects.ts';
import { inDictionaryOrder } from '../../options/qemu-order.ts';
import type { Value } from '../../options/schema/read.ts';
import type { Surroundings } from './made-type.ts';
import { madeTypes } from './made-types.ts';

/** The properties of an object that is to be made. */
export interface Given {
  readonly type: ByteString;
  readonly keys: Iterable<ByteString>;
  /** Reads one of the properties. */
  readonly read: (key: ByteString) => Value;
  /** The property that is refused once all are set; absent: none is. */
  readonly untaken?: ByteString;
}

/**
 * Sets the properties of an object one by one, and makes it.
 *
 * @param given of a type that the version makes
 * @throws as `MadeType.complete`
 */
export function makeObject({ type, keys, read, untaken }: Given, surroundings: Surroundings): NamedObject {
  const { check, complete } = madeTypes[type]!;
  const { id, objects, profile } = surroundings;
  const values = new Map<ByteString, Value>();
  for (const key of inDictionaryOrder(keys)) {
    const value = read(key);
    if (key === 'loaded') {
      if (profile.secretLoaded === 'read-only')
        throw new Refusal(`Property '${type}.loaded' is not writable`);
      // It makes the object of what is set before it, and then once more of everything.
      if (value === true) complete(values, surroundings);
    } else {
      check?.(key, value, values);
      values.set(key, value);
    }
  }
  if (untaken !== undefined) throw new Refusal(`Invalid parameter '${untaken}'`);
  if (objects.has(id)) {
    throw new Refusal(`attempt to add duplicate property '${id}' to object (type 'container')`);
  }
  return complete(values, surroundings);
}
