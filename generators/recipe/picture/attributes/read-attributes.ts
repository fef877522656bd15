import { type Attributes, type LayerDraft, placeKey } from '../read/layer-draft.ts';
import type { LineReader } from '../text/line-reader.ts';
import { readWord } from '../text/word.ts';
import type { Attribute } from './attribute.ts';
import { attributeOf, isAttribute } from './attributes.ts';

/** Reads the attributes of a layer, up to its row. */
export function readAttributes(reader: LineReader, draft: LayerDraft): void {
  for (;;) {
    reader.skipSpaces();
    if (reader.atEnd || reader.next === '|') return;
    readAttribute(reader, draft);
  }
}

function readAttribute(reader: LineReader, draft: LayerDraft): void {
  const { place } = reader;
  const key = reader.take(/[^\s=|]+/y) ?? '=';
  const attribute = attributeOf(draft.format, key);
  if (attribute === undefined) {
    const clause = isAttribute(key)
      ? `a ${draft.format} layer has no ${key}`
      : `there is no attribute ${key}`;
    throw reader.mistake(clause, place);
  }
  const already = placeKey(attribute.about);
  if (draft.places.has(already)) throw reader.mistake(`${key} comes too late: this is already given`, place);
  draft.attributes = { ...draft.attributes, ...readValue(reader, key, attribute) };
  draft.places.set(already, place);
}

function readValue(reader: LineReader, key: string, { takes, read }: Attribute): Attributes {
  const { place } = reader;
  const given = reader.take(/=/y) !== undefined;
  if (takes === undefined && given) throw reader.mistake(`${key} takes no value`, place);
  if (takes !== undefined && !given)
    throw reader.mistake(`${key} takes a value: ${key}=, then ${takes}`, place);
  const valuePlace = reader.place;
  const attributes = read(given ? readWord(reader, `the value of ${key}`) : { text: '', quoted: false });
  if (attributes === undefined) throw reader.mistake(`${key}= takes ${takes}`, valuePlace);
  return attributes;
}
