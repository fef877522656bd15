import { forBlockFormats } from '../recipe/blocks/block-formats.ts';
import type { CellState, LayerFormat } from '../recipe/recipe.ts';

/** The letter of a cell state, as in pictures. In a raw layer `r` is data and `h` a hole. `|` is past the end. */
export type StateLetter = '.' | '-' | '0' | 'z' | '#' | '~' | 'c' | '!' | 'r' | 'h' | '|';

const letters: Readonly<Record<CellState, StateLetter>> = {
  unallocated: '.',
  reserved: '-',
  'zero-plain': '0',
  'zero-allocated': 'z',
  data: '#',
  'data-hole': '~',
  compressed: 'c',
  illegal: '!',
};

/** States that leave the bytes to the layer below. */
const transparent: readonly StateLetter[] = ['.', '-'];

/** States that decide, whatever lies below. Behind the end of a backing file everything reads as zeros. */
const deciding: readonly StateLetter[] = ['0', 'z', '#', '~', 'c', '!', 'r', 'h', '|'];

/** States that the top of a qcow2 chain can't have. */
const onlyBelow: readonly StateLetter[] = ['r', 'h', '|'];

/** The letter of an unallocated block. */
const unallocatedAs = { open: '.', zero: '0' } as const;

/** The letter of a state in each format. */
const letterIn: Readonly<Record<LayerFormat, (state: CellState) => StateLetter>> = {
  qcow2: state => letters[state],
  raw: state => (state === 'data' ? 'r' : 'h'),
  ...forBlockFormats(
    ({ unallocated }) =>
      state =>
        letterOfBlock(state, unallocated),
  ),
};

/** Where map is told nothing of blocks, each of them is data. */
function letterOfBlock(state: CellState, unallocated: 'open' | 'zero' | 'data'): StateLetter {
  if (unallocated === 'data') return state === 'data' ? letters.data : letters['data-hole'];
  return state === 'unallocated' ? unallocatedAs[unallocated] : letters[state];
}

/** The letter of a state in layers of a format. */
export function letterOf(state: CellState, format: LayerFormat): StateLetter {
  return letterIn[format](state);
}

/** The state of a qcow2 layer that a letter stands for, or undefined. */
export function stateOf(letter: StateLetter): CellState | undefined {
  return (Object.keys(letters) as CellState[]).find(state => letters[state] === letter);
}

/** Whether a layer with this letter decides the column. */
export function decides(letter: StateLetter): boolean {
  return !transparent.includes(letter);
}

/** Most states of a column that coverage counts. */
const mostStates = 3;

/**
 * The columns that coverage counts: from the top layer, a qcow2 one, down to the layer that decides. A repeated state is
 * written once: `#`, `.#`, `.-0`. Columns of more than three states so written aren't counted.
 */
export const columns: readonly string[] = grow([''], mostStates);

function grow(stems: readonly string[], steps: number): string[] {
  if (steps === 0) return [];
  const ended = stems.flatMap(stem =>
    deciding.filter(letter => stem !== '' || !onlyBelow.includes(letter)).map(letter => stem + letter),
  );
  const open = stems.flatMap(stem =>
    transparent.filter(letter => letter !== stem.at(-1)).map(letter => stem + letter),
  );
  return [...ended, ...open, ...grow(open, steps - 1)];
}
