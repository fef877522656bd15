import { hasHostSlot } from '../../recipe/cells/cell-row.ts';
import { heldStates } from '../../recipe/cells/held-states.ts';
import { cellLetters, cellStates } from '../../recipe/picture/row/cell-letter.ts';
import { readBracket } from '../../recipe/picture/row/read-bracket.ts';
import { LineReader } from '../../recipe/picture/text/line-reader.ts';
import type { CellState, MixedCell, UniformCell } from '../../recipe/recipe.ts';

/** The state of one cluster of a sweep. */
export interface SweepState {
  readonly cell: UniformCell | MixedCell;
  /**
   * True: its host cluster directly follows the last host cluster of its layer so far. False: one host cluster between
   * them stays free. Only for clusters with a host offset.
   */
  readonly continues: boolean;
}

/** Unallocated, zero-plain and compressed; zero-allocated and data, each continuing the host offset and not. */
export const usualStates = '.0czz+##+';

/**
 * Reads an alphabet of cluster states: cells of the notation, or clusters as subclusters in brackets. A `+` marks a
 * state that continues the host offset.
 *
 * @throws PictureError if the text can't be read, holds a state that isn't swept, or a state twice.
 */
export function parseStates(text: string): SweepState[] {
  const reader = new LineReader(text, 1);
  const states = new Map<string, SweepState>();
  while (!reader.atEnd) {
    const { place } = reader;
    const state = readState(reader);
    const key = tableText(state);
    if (states.has(key)) throw reader.mistake('this state is there already', place);
    states.set(key, state);
  }
  if (states.size === 0) throw reader.mistake('a sweep takes at least one state');
  return [...states.values()];
}

function readState(reader: LineReader): SweepState {
  const { place } = reader;
  const cell = reader.next === '[' ? readBracket(reader) : readLetter(reader);
  if (heldStates(cell).some(state => notSwept.includes(state)))
    throw reader.mistake('a state of a sweep is one of . 0 z # c - or a bracket of them', place);
  if (reader.next !== '+') return { cell, continues: false };
  if (!hasHostSlot(cell)) throw reader.mistake('+ continues a host offset, and this state has none', place);
  reader.column += 1;
  return { cell, continues: true };
}

/** States without sweeps: tables don't show holes in data, and a map ends at an illegal bitmap. */
const notSwept: readonly CellState[] = ['data-hole', 'illegal'];

function readLetter(reader: LineReader): UniformCell {
  const state = cellStates.get(reader.next);
  if (state === undefined) throw reader.mistake(`${reader.next} is no cell`);
  reader.column += 1;
  return { state };
}

/** Whether a state needs a layer with extended L2 entries. */
export function needsSubclusters({ cell }: SweepState): boolean {
  return cell.state === 'mixed' || cell.state === 'reserved';
}

/** A state as tables show it: a letter, or 32 letters for subclusters, with `+` if it continues the host offset. */
export function tableText({ cell, continues }: SweepState): string {
  const letters =
    cell.state === 'mixed'
      ? cell.subclusters.map(({ state, count }) => cellLetters[state].repeat(count)).join('')
      : cellLetters[cell.state];
  return `${letters}${continues ? '+' : ''}`;
}
