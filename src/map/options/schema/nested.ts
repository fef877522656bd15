import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal } from '../../basics/error.ts';
import type { Profile } from '../../profile/profile.ts';
import type { JsonNumber } from '../json/json-number.ts';
import { emptyContainer, type Options } from '../options.ts';
import { optionText } from '../typed-options.ts';

/** Options as objects and lists. The scalars are texts, or those of JSON. */
export type Nested =
  | ByteString
  | boolean
  | null
  | JsonNumber
  | typeof emptyContainer
  | readonly Nested[]
  | NestedObject;
export type NestedObject = ReadonlyMap<ByteString, Nested>;

/**
 * Makes flat options nested again: `a.b` becomes the member `b` of the object `a`, and `a.0` the first element of a list. A dot
 * in a key is doubled (qdict_crumple, 7.1 to 11.1).
 *
 * @throws Refusal of keys that contradict one another
 */
export function nest(options: Options, profile: Profile): NestedObject {
  const flat = new Map<ByteString, Nested>();
  for (const [key, value] of options) {
    flat.set(key, value === emptyContainer ? value : (optionText(value, profile) ?? null));
  }
  return objectOf(flat);
}

function objectOf(flat: NestedObject): NestedObject {
  const outer = new Map<ByteString, Nested | Map<ByteString, Nested>>();
  for (const [key, value] of flat) {
    const [, prefix, suffix] = /^((?:[^.]|\.\.)*)(?:\.(.*))?$/s.exec(key)!;
    const name = prefix!.replaceAll('..', '.');
    const known = outer.get(name);
    if (known !== undefined && !(known instanceof Map && suffix !== undefined)) {
      throw new Refusal('Cannot mix scalar and non-scalar keys');
    }
    if (suffix === undefined) outer.set(name, value);
    else outer.set(name, ((known ?? new Map()) as Map<ByteString, Nested>).set(suffix, value));
  }
  return new Map([...outer].map(([name, value]) => [name, value instanceof Map ? inner(value) : value]));
}

function inner(flat: NestedObject): Nested {
  const object = objectOf(flat);
  const indices = [...object.keys()].filter(key => /^[ \t\n\v\f\r]*[+-]?\d+$/.test(key)).map(Number);
  if (indices.length === 0) return object;
  if (indices.length < object.size) throw new Refusal('Cannot mix list and non-list keys');
  const last = Math.max(...indices);
  if (indices.length !== last + 1) {
    throw new Refusal(
      `List indices are not contiguous, saw ${indices.length} elements but ${last} largest index`,
    );
  }
  return indices.map((_, index) => {
    const element = object.get(String(index));
    if (element === undefined) throw new Refusal(`Missing list index ${index}`);
    return element;
  });
}
