import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal } from '../../basics/error.ts';
import type { NamedObject } from '../../node/named-objects.ts';
import { checkId } from '../../options/identifier.ts';
import { parseJson } from '../../options/json/parse.ts';
import type { NestedObject } from '../../options/schema/nested.ts';
import { type Form, readBySchema } from '../../options/schema/read.ts';
import { parseKeyval } from './keyval.ts';
import type { Surroundings } from './made-type.ts';
import { makeObject } from './make-object.ts';
import { objectHelp } from './object-help.ts';
import { objectSchema } from './object-schema.ts';

/** An `--object` that was made. `help`: it asks for this text instead. */
export type MadeObject =
  | { readonly kind: 'object'; readonly id: ByteString; readonly object: NamedObject }
  | { readonly kind: 'help'; readonly text: ByteString };

/** What objects are made with, but for their ids. */
export type Making = Omit<Surroundings, 'id'>;

/**
 * Makes the object of an `--object` of 6.0 and later. Mistakes are found in the order of qemu: syntax, properties by
 * their schema, id, the object itself.
 *
 * @throws Refusal, Unsupported, Confined
 */
export function makeKeyvalObject(text: ByteString, making: Making): MadeObject {
  const { profile } = making;
  if (text.startsWith('{')) return made(parseJson(text, profile) as NestedObject, 'json', making);
  const { properties, help } = parseKeyval(text);
  if (!help) return made(properties, 'texts', making);
  const type = properties.get('qom-type');
  return { kind: 'help', text: objectHelp(typeof type === 'string' ? type : undefined, profile) };
}

function made(properties: NestedObject, form: Form, making: Making): MadeObject {
  const values = new Map(readBySchema(properties, objectSchema(making.profile), form, making));
  const [type, id] = [values.get('qom-type') as ByteString, values.get('id') as ByteString];
  values.delete('qom-type');
  values.delete('id');
  checkId(id);
  if (!making.profile.objectTypes.includes(type)) throw new Refusal(`invalid object type: ${type}`);
  const given = { type, keys: values.keys(), read: (key: ByteString) => values.get(key)! };
  return { kind: 'object', id, object: makeObject(given, { id, ...making }) };
}
