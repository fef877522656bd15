import { joinRuns } from '../cell-row.ts';
import type { Edit } from '../recipe.ts';
import { type LayerDraft, placeKey } from './layer-draft.ts';
import type { LineReader } from './line-reader.ts';
import { readEdit } from './read-edit.ts';
import { readRow } from './read-row.ts';
import { readWord } from './word.ts';

const keywords = 'at, ext, snapshot, set, or a further row between bars';

/** Reads an indented line: it says more of the layer above it. */
export function readDetail(reader: LineReader, draft: LayerDraft): void {
  reader.skipSpaces();
  const { place } = reader;
  if (reader.next === '|') {
    for (const item of readRow(reader)) draft.items.push(item);
    reader.expectEnd('the row');
    return;
  }
  const keyword = reader.take(/[^\s|]+/y) ?? '';
  if (!['at', 'ext', 'snapshot', 'set'].includes(keyword))
    throw reader.mistake(`an indented line begins with ${keywords}`, place);
  if (draft.format === 'raw' && keyword !== 'set')
    throw reader.mistake(`a raw layer has no ${keyword}`, place);
  reader.skipSpaces();
  if (keyword === 'at') readSlots(reader, draft);
  else if (keyword === 'ext') readExtension(reader, draft);
  else if (keyword === 'snapshot') readSnapshot(reader, draft);
  else pushEdit(draft, readEdit(reader), place);
  reader.expectEnd(`the detail ${keyword}`);
}

function pushEdit(draft: LayerDraft, edit: Edit, place: LineReader['place']): void {
  draft.places.set(placeKey('edits', draft.edits.length), place);
  draft.edits.push(edit);
}

/** More host clusters than any image worth writing has. */
const mostSlots = 1 << 20;

function readSlots(reader: LineReader, draft: LayerDraft): void {
  if (draft.slots !== undefined) throw reader.mistake('the host slots are already given');
  draft.slots = [];
  draft.places.set(placeKey('slots'), reader.place);
  while (!reader.atEnd) {
    const { place } = reader;
    const [from, to] = (reader.take(/\d+(\.\.\d+)?(?!\S)/y) ?? '').split('..');
    const first = Number(from);
    const last = Number(to ?? from);
    if (from === '')
      throw reader.mistake('a host slot is a whole number, or a range such as 0..7 or 7..0', place);
    if (draft.slots.length + Math.abs(last - first) >= mostSlots)
      throw reader.mistake(`a layer has at most ${mostSlots} host slots`, place);
    const step = last < first ? -1 : 1;
    for (let slot = first; slot !== last + step; slot += step) {
      draft.places.set(placeKey('slots', draft.slots.length), place);
      draft.slots.push(slot);
    }
    reader.skipSpaces();
  }
}

function readExtension(reader: LineReader, draft: LayerDraft): void {
  const { place } = reader;
  const type = reader.take(/0x[0-9a-fA-F]{1,8}(?!\S)/y);
  if (type === undefined) throw reader.mistake('an extension has a type of 32 bits, such as 0x6803f857');
  reader.skipSpaces();
  if (reader.take(/=(?!\S)/y) === undefined) throw reader.mistake('" = " and the bytes are missing');
  reader.skipSpaces();
  const data = readWord(reader, 'the data of the extension').text;
  draft.places.set(placeKey('extensions', draft.extensions.length), place);
  draft.extensions.push({ type: Number(type), data });
}

function readSnapshot(reader: LineReader, draft: LayerDraft): void {
  const { place } = reader;
  const name = readWord(reader, 'the name of the snapshot').text;
  reader.skipSpaces();
  if (reader.next !== '|') throw reader.mistake('the row is missing: cells between two bars, such as |.#|');
  const items = readRow(reader);
  const scaled = items.find(item => item.continued > 0);
  if (scaled !== undefined)
    throw reader.mistake('the row of a snapshot is never drawn to scale with _', scaled.place);
  draft.places.set(placeKey('snapshots', draft.snapshots.length), place);
  draft.snapshots.push({ name, cells: joinRuns(items) });
}
