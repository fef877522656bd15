import type { LineReader } from '../text/line-reader.ts';
import { type LayerDraft, placeKey } from './layer-draft.ts';

/** More host clusters than any written image has. */
const mostSlots = 1 << 20;

/** Reads host slots in guest order, single ones and ranges: `3 0..1 9..7`. */
export function readSlots(reader: LineReader, draft: LayerDraft): void {
  if (draft.attributes.slots !== undefined) throw reader.mistake('the host slots are already given');
  const slots: number[] = [];
  draft.places.set(placeKey('slots'), reader.place);
  while (!reader.atEnd) {
    const { place } = reader;
    const [from, to] = (reader.take(/\d+(\.\.\d+)?(?!\S)/y) ?? '').split('..');
    const first = Number(from);
    const last = Number(to ?? from);
    if (from === '')
      throw reader.mistake('a host slot is a whole number, or a range such as 0..7 or 7..0', place);
    if (slots.length + Math.abs(last - first) >= mostSlots)
      throw reader.mistake(`a layer has at most ${mostSlots} host slots`, place);
    const step = last < first ? -1 : 1;
    for (let slot = first; slot !== last + step; slot += step) {
      draft.places.set(placeKey('slots', slots.length), place);
      slots.push(slot);
    }
    reader.skipSpaces();
  }
  draft.attributes = { ...draft.attributes, slots };
}
