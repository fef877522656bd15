import { type LayerDraft, placeKey } from '../read/layer-draft.ts';
import type { LineReader } from '../text/line-reader.ts';
import { readWord } from '../text/word.ts';

/** Reads one header extension: `0x6803f857 = 0005…`. */
export function readExtension(reader: LineReader, draft: LayerDraft): void {
  const { place } = reader;
  const type = reader.take(/0x[0-9a-fA-F]{1,8}(?!\S)/y);
  if (type === undefined) throw reader.mistake('an extension has a type of 32 bits, such as 0x6803f857');
  reader.skipSpaces();
  if (reader.take(/=(?!\S)/y) === undefined) throw reader.mistake('" = " and the bytes are missing');
  reader.skipSpaces();
  const data = readWord(reader, 'the data of the extension').text;
  const { extensions = [] } = draft.attributes;
  draft.places.set(placeKey('extensions', extensions.length), place);
  draft.attributes = { ...draft.attributes, extensions: [...extensions, { type: Number(type), data }] };
}
