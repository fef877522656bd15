import { parseByteSize } from '../../byte-size.ts';
import type { LayerFormat } from '../../recipe.ts';
import { exportDriver, isServer } from '../../served.ts';
import { notations } from '../notations.ts';
import type { Attributes } from '../read/layer-draft.ts';
import type { Word } from '../text/word.ts';
import type { Attribute } from './attribute.ts';

const common: ReadonlyMap<string, Attribute> = new Map<string, Attribute>([
  ['size', { about: 'size', takes: 'a size, such as 1000 or 64k', read: readSize }],
  [exportDriver, { about: 'served', takes: 'a version of qemu, such as 7.2, or nbdkit', read: readServer }],
]);

/** The attribute of a format by its key, or undefined if the format has none. */
export function attributeOf(format: LayerFormat, key: string): Attribute | undefined {
  return common.get(key) ?? notations[format].attributes.get(key);
}

/** All attributes of a format, by their keys. */
export function attributesOf(format: LayerFormat): ReadonlyMap<string, Attribute> {
  return new Map([...common, ...notations[format].attributes]);
}

/** Whether layers of some format have an attribute of this key. */
export function isAttribute(key: string): boolean {
  return common.has(key) || Object.values(notations).some(({ attributes }) => attributes.has(key));
}

function readServer({ text }: Word): Attributes | undefined {
  return isServer(text) ? { served: text } : undefined;
}

function readSize({ text }: Word): Attributes | undefined {
  const size = parseByteSize(text);
  return size === undefined ? undefined : { size };
}
