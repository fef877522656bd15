import { parseByteSize } from '../../byte-size.ts';
import { isLayerFormat, layerFormats } from '../../formats.ts';
import type { LayerFormat } from '../../recipe.ts';
import { readAttributes } from '../attributes/read-attributes.ts';
import { readRow } from '../row/read-row.ts';
import type { LineReader } from '../text/line-reader.ts';
import { readWord } from '../text/word.ts';
import { type LayerDraft, placeKey } from './layer-draft.ts';

/** Reads the first line of a layer: name, format, unit, attributes, row. */
export function readLayer(reader: LineReader): LayerDraft {
  const namePlace = reader.place;
  const name = readWord(reader, 'the name of the layer').text;
  reader.skipSpaces();
  const format = readFormat(reader);
  reader.skipSpaces();
  const unitPlace = reader.place;
  const unit = readUnit(reader);
  const draft: LayerDraft = {
    name,
    format,
    unit,
    attributes: {},
    items: [],
    edits: [],
    places: new Map([
      [placeKey('name'), namePlace],
      [placeKey('unit'), unitPlace],
    ]),
  };
  readAttributes(reader, draft);
  if (reader.atEnd) throw reader.mistake('the row is missing: cells between two bars, such as |.#|');
  draft.places.set(placeKey('cells'), reader.place);
  for (const item of readRow(reader)) draft.items.push(item);
  reader.expectEnd('the row');
  return draft;
}

const formatNames = `${layerFormats.slice(0, -1).join(', ')} or ${layerFormats.at(-1)}`;

function readFormat(reader: LineReader): LayerFormat {
  const { place } = reader;
  const { text } = readWord(reader, `the format, ${formatNames},`);
  if (isLayerFormat(text)) return text;
  throw reader.mistake(`the format is ${formatNames}`, place);
}

function readUnit(reader: LineReader): number {
  const { place } = reader;
  const unit = parseByteSize(readWord(reader, 'the unit, such as 512 or 64k,').text);
  if (unit === undefined) throw reader.mistake('the unit is a size, such as 512 or 64k', place);
  return Number(unit);
}
