import type { CellRun } from '../../recipe.ts';
import type { LineReader } from '../text/line-reader.ts';
import type { Place } from '../text/picture-error.ts';
import { cellStates } from './cell-letter.ts';
import { readBracket } from './read-bracket.ts';
import { readCount } from './read-count.ts';

/** One cell of a row with its count, and its place. */
export type RowItem = CellRun & {
  /** The number of `_` after it. */
  readonly continued: number;
  readonly place: Place;
};

/** Longer rows than any image needs, but few enough to fit into memory. */
const mostItems = 1 << 20;

const deepestGroup = 8;

/** Reads a row between its two bars. */
export function readRow(reader: LineReader): RowItem[] {
  reader.column += 1;
  return readCells(reader, '|', 0);
}

function readCells(reader: LineReader, closing: '|' | ')', depth: number): RowItem[] {
  const items: RowItem[] = [];
  while (reader.next !== closing) {
    if (reader.atEnd || reader.next === '|') throw reader.mistake(`the closing ${closing} is missing`);
    if (reader.next === '(') for (const item of readGroup(reader, depth + 1)) items.push(item);
    else if (reader.next === '_') continueCell(reader, items);
    else items.push(readCell(reader));
    if (items.length > mostItems) throw reader.mistake(`a row has at most ${mostItems} runs`);
  }
  reader.column += 1;
  return items;
}

function readCell(reader: LineReader): RowItem {
  const { place, next } = reader;
  if (next === '[') return { ...readBracket(reader), count: readCount(reader), continued: 0, place };
  const state = cellStates.get(next);
  if (state === undefined) throw reader.mistake(`${next} is not a cell: cells are . 0 z # ~ c - ! and _`);
  reader.column += 1;
  return { state, count: readCount(reader), continued: 0, place };
}

function readGroup(reader: LineReader, depth: number): RowItem[] {
  const { place } = reader;
  if (depth > deepestGroup) throw reader.mistake(`groups are nested at most ${deepestGroup} deep`);
  reader.column += 1;
  const group = readCells(reader, ')', depth);
  const count = readCount(reader);
  if (group.length * count > mostItems) throw reader.mistake(`a row has at most ${mostItems} runs`, place);
  return Array.from({ length: count }, () => group).flat();
}

function continueCell(reader: LineReader, items: RowItem[]): void {
  const last = items.pop();
  if (last === undefined) throw reader.mistake('_ continues the cluster to its left, and there is none');
  reader.column += 1;
  if (reader.next === '{') throw reader.mistake('_ takes no count');
  items.push({ ...last, continued: last.continued + 1 });
}
