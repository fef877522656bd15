import type { Edit } from '../../recipe.ts';
import { notations } from '../notations.ts';
import { readRow } from '../row/read-row.ts';
import type { LineReader } from '../text/line-reader.ts';
import { type LayerDraft, placeKey } from './layer-draft.ts';
import { readEdit } from './read-edit.ts';

/** The keywords of indented lines, in any format. */
const keywords = [...new Set(Object.values(notations).flatMap(({ details }) => [...details.keys()])), 'set'];

/** Reads an indented line below a layer: a further part of its row, a detail of its format, or an edit. */
export function readDetail(reader: LineReader, draft: LayerDraft): void {
  reader.skipSpaces();
  const { place } = reader;
  if (reader.next === '|') {
    for (const item of readRow(reader)) draft.items.push(item);
    reader.expectEnd('the row');
    return;
  }
  const keyword = reader.take(/[^\s|]+/y) ?? '';
  if (!keywords.includes(keyword))
    throw reader.mistake(
      `an indented line begins with ${keywords.join(', ')}, or a further row between bars`,
      place,
    );
  const readFormatDetail = notations[draft.format].details.get(keyword);
  if (keyword !== 'set' && readFormatDetail === undefined)
    throw reader.mistake(`a ${draft.format} layer has no ${keyword}`, place);
  reader.skipSpaces();
  if (readFormatDetail === undefined) pushEdit(draft, readEdit(reader), place);
  else readFormatDetail(reader, draft);
  reader.expectEnd(`the detail ${keyword}`);
}

function pushEdit(draft: LayerDraft, edit: Edit, place: LineReader['place']): void {
  draft.places.set(placeKey('edits', draft.edits.length), place);
  draft.edits.push(edit);
}
