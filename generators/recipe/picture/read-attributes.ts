import { type Attribute, attributes } from './attributes.ts';
import { type Attributes, type LayerDraft, placeKey } from './layer-draft.ts';
import type { LineReader } from './line-reader.ts';
import { readWord } from './word.ts';

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
  const attribute = attributes.get(key);
  if (attribute === undefined) throw reader.mistake(`there is no attribute ${key}`, place);
  if (draft.format === 'raw' && key !== 'size') throw reader.mistake(`a raw layer has no ${key}`, place);
  const already = placeKey(attribute.about);
  if (draft.places.has(already)) throw reader.mistake(`${key} comes too late: this is already said`, place);
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
  const says = read(given ? readWord(reader, `the value of ${key}`) : { text: '', quoted: false });
  if (says === undefined) throw reader.mistake(`${key}= takes ${takes}`, valuePlace);
  return says;
}
