import { parseByteSize } from '../../byte-size.ts';
import type { DirtyBitmap } from '../../recipe.ts';
import { type LayerDraft, placeKey } from '../read/layer-draft.ts';
import { readPlainRow } from '../row/read-plain-row.ts';
import type { LineReader } from '../text/line-reader.ts';
import { readWord } from '../text/word.ts';

type Flags = Pick<DirtyBitmap, 'disabled' | 'inUse'>;

const flags: ReadonlyMap<string, Flags> = new Map<string, Flags>([
  ['disabled', { disabled: true }],
  ['in-use', { inUse: true }],
]);

/** Reads one dirty bitmap: its name, the guest bytes of a bit, its flags and its row. */
export function readBitmap(reader: LineReader, draft: LayerDraft): void {
  const { place } = reader;
  const name = readWord(reader, 'the name of the bitmap').text;
  reader.skipSpaces();
  const granularity = readGranularity(reader);
  reader.skipSpaces();
  const stated: Flags = {};
  while (!reader.atEnd && reader.next !== '|') {
    Object.assign(stated, readFlag(reader));
    reader.skipSpaces();
  }
  const cells = readPlainRow(reader, 'the row of a bitmap');
  const { bitmaps = [] } = draft.attributes;
  draft.places.set(placeKey('bitmaps', bitmaps.length), place);
  draft.attributes = { ...draft.attributes, bitmaps: [...bitmaps, { name, granularity, ...stated, cells }] };
}

function readGranularity(reader: LineReader): number {
  const { place } = reader;
  const bytes = parseByteSize(readWord(reader, 'the guest bytes of a bit, such as 64k,').text);
  if (bytes === undefined) throw reader.mistake('the guest bytes of a bit are a size, such as 64k', place);
  return Number(bytes);
}

function readFlag(reader: LineReader): Flags {
  const { place } = reader;
  const flag = flags.get(reader.take(/[^\s|]+/y) ?? '');
  if (flag === undefined) throw reader.mistake(`a bitmap is ${[...flags.keys()].join(' or ')}`, place);
  return flag;
}
