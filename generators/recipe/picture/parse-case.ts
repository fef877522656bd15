import { normalCase } from '../normal-form.ts';
import type { Case, Query } from '../recipe.ts';
import { validateCase } from '../validation/validate-case.ts';
import type { Where } from '../validation/validity.ts';
import { checkContinued } from './read/check-continued.ts';
import { draftedLayer, type LayerDraft, placeOf } from './read/layer-draft.ts';
import { readDetail } from './read/read-details.ts';
import { readLayer } from './read/read-layer.ts';
import { LineReader } from './text/line-reader.ts';
import { PictureError, type Place } from './text/picture-error.ts';
import { readWord } from './text/word.ts';

/** A case while it is read, and the places where mistakes are reported. */
interface CaseDraft {
  readonly notes: string[];
  readonly layers: LayerDraft[];
  readonly queries: Query[];
  readonly queryPlaces: Place[];
  /** The layer that indented lines belong to. */
  current: LayerDraft | undefined;
}

/**
 * Reads a case in the picture notation: notes, layers base first, queries. The recipe comes in normal form.
 *
 * @throws PictureError if the text isn't a picture, or describes a recipe that can't be written.
 */
export function parseCase(text: string): Case {
  const lines = text.split(/\r?\n/);
  const draft: CaseDraft = { notes: [], layers: [], queries: [], queryPlaces: [], current: undefined };
  for (const [index, line] of lines.entries()) readLine(new LineReader(line, index + 1), draft);
  const fail = (clause: string, place: Place): never => {
    throw new PictureError(clause, place, lines[place.line - 1] ?? '');
  };
  const continued = checkContinued(draft.layers);
  if (continued !== undefined) fail(continued.clause, continued.place);
  const { notes, queries } = draft;
  const parsed: Case = { notes, recipe: { layers: draft.layers.map(draftedLayer) }, queries };
  const validity = validateCase(parsed);
  if (validity.kind === 'ill-formed') fail(validity.message, placeIn(draft, validity.where));
  return normalCase(parsed);
}

function readLine(reader: LineReader, draft: CaseDraft): void {
  if (reader.text.trim() === '') return;
  if (reader.take(/#/y) !== undefined) {
    reader.take(/ /y);
    draft.notes.push(reader.text.slice(reader.column));
  } else if (/\s/.test(reader.next)) {
    if (draft.current === undefined)
      throw reader.mistake('an indented line belongs to a layer, and there is none above it');
    readDetail(reader, draft.current);
  } else if (reader.take(/map(?!\S)/y) !== undefined) {
    draft.queryPlaces.push({ line: reader.line, column: 0 });
    draft.queries.push(readArguments(reader));
    draft.current = undefined;
  } else {
    draft.current = readLayer(reader);
    draft.layers.push(draft.current);
  }
}

function readArguments(reader: LineReader): Query {
  const words: string[] = [];
  for (reader.skipSpaces(); !reader.atEnd; reader.skipSpaces())
    words.push(readWord(reader, 'an argument').text);
  return words;
}

function placeIn(draft: CaseDraft, where: Where): Place {
  const start = { line: 1, column: 0 };
  if (where.in === 'queries') return draft.queryPlaces[where.index] ?? start;
  if (where.in !== 'layer') return start;
  const layer = draft.layers[where.layer];
  return layer === undefined ? start : placeOf(layer, where.part, where.index);
}
