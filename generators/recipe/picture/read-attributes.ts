import { parseByteSize } from '../byte-size.ts';
import { type Attributes, type LayerDraft, placeKey } from './layer-draft.ts';
import type { LineReader } from './line-reader.ts';
import { readWord, type Word } from './word.ts';

interface Attribute {
  /** What it is about: two attributes about one thing can't stand together. */
  readonly about: keyof Attributes;
  /** What its value should be; absent: it takes none. */
  readonly takes?: string;
  /** What it says, or undefined where the value isn't one that it takes. */
  readonly read: (value: Word) => Attributes | undefined;
}

const attributes: ReadonlyMap<string, Attribute> = new Map<string, Attribute>([
  ['size', { about: 'size', takes: 'a size, such as 1000 or 64k', read: readSize }],
  ['backing', { about: 'backing', takes: 'a file name or none', read: readBacking }],
  ['fmt', { about: 'backingFormat', takes: 'a name', read: ({ text }) => ({ backingFormat: text }) }],
  ['nofmt', { about: 'backingFormat', read: () => ({ backingFormat: null }) }],
  ['v2', { about: 'version', read: () => ({ version: 2 }) }],
  [
    'refcounts',
    { about: 'refcounts', takes: 'none', read: ({ text }) => when(text === 'none', { refcounts: 'none' }) },
  ],
  ['skeleton', { about: 'skeleton', read: () => ({ skeleton: true }) }],
  ['l2', { about: 'l2', takes: 'all', read: ({ text }) => when(text === 'all', { l2: 'all' }) }],
  ['hdrlen', { about: 'headerLength', takes: 'a number of bytes', read: readHeaderLength }],
]);

/** Attributes of the notation that recipes cannot say yet. */
const unsupported = new Set([
  'extl2',
  'zstd',
  'refbits',
  'data',
  'data-raw',
  'crypt',
  'dirty',
  'corrupt',
  'lazy',
]);

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
  if (unsupported.has(key)) throw reader.mistake(`the attribute ${key} is not supported yet`, place);
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

function readSize({ text }: Word): Attributes | undefined {
  const size = parseByteSize(text);
  return size === undefined ? undefined : { size };
}

function readBacking({ text, quoted }: Word): Attributes {
  return { backing: text === 'none' && !quoted ? null : text };
}

function readHeaderLength({ text }: Word): Attributes | undefined {
  return when(/^\d+$/.test(text), { headerLength: Number(text) });
}

function when(holds: boolean, says: Attributes): Attributes | undefined {
  return holds ? says : undefined;
}
