import { type LayerDraft, placeKey } from '../read/layer-draft.ts';
import { readPlainRow } from '../row/read-plain-row.ts';
import type { LineReader } from '../text/line-reader.ts';
import { readWord } from '../text/word.ts';

/** Reads one internal snapshot: its name and its row. */
export function readSnapshot(reader: LineReader, draft: LayerDraft): void {
  const { place } = reader;
  const name = readWord(reader, 'the name of the snapshot').text;
  reader.skipSpaces();
  const cells = readPlainRow(reader, 'the row of a snapshot');
  const { snapshots = [] } = draft.attributes;
  draft.places.set(placeKey('snapshots', snapshots.length), place);
  draft.attributes = { ...draft.attributes, snapshots: [...snapshots, { name, cells }] };
}
