import { joinRuns } from '../../cell-row.ts';
import { type LayerDraft, placeKey } from '../read/layer-draft.ts';
import { readRow } from '../row/read-row.ts';
import type { LineReader } from '../text/line-reader.ts';
import { readWord } from '../text/word.ts';

/** Reads one internal snapshot: its name and its row. */
export function readSnapshot(reader: LineReader, draft: LayerDraft): void {
  const { place } = reader;
  const name = readWord(reader, 'the name of the snapshot').text;
  reader.skipSpaces();
  if (reader.next !== '|') throw reader.mistake('the row is missing: cells between two bars, such as |.#|');
  const items = readRow(reader);
  const scaled = items.find(item => item.continued > 0);
  if (scaled !== undefined)
    throw reader.mistake('the row of a snapshot is never drawn to scale with _', scaled.place);
  const { snapshots = [] } = draft.attributes;
  draft.places.set(placeKey('snapshots', snapshots.length), place);
  draft.attributes = { ...draft.attributes, snapshots: [...snapshots, { name, cells: joinRuns(items) }] };
}
