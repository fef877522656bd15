import type { CellState, Layer } from '../recipe/recipe.ts';

/** One letter for each cell state, as in pictures; in a raw layer `r` is data and `h` a hole; `|` is behind the end. */
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

/** What these leave to the layer below. */
const transparent: readonly StateLetter[] = ['.', '-'];

/** What decides: the layers below don't matter. Behind the end of a backing file all is zeros. */
const deciding: readonly StateLetter[] = ['0', 'z', '#', '~', 'c', '!', 'r', 'h', '|'];

/** What only a layer that isn't the top of a qcow2 chain can hold. */
const onlyBelow: readonly StateLetter[] = ['r', 'h', '|'];

/** The letter of a state of a layer. */
export function letterOf(state: CellState, format: Layer['format']): StateLetter {
  if (format === 'qcow2') return letters[state];
  return state === 'data' ? 'r' : 'h';
}

/** The state of a qcow2 layer that a letter stands for, if it stands for one. */
export function stateOf(letter: StateLetter): CellState | undefined {
  return (Object.keys(letters) as CellState[]).find(state => letters[state] === letter);
}

/** Whether the layer that holds this decides. */
export function decides(letter: StateLetter): boolean {
  return !transparent.includes(letter);
}

/** Most states of a column that coverage counts. */
const mostStates = 3;

/**
 * The columns that coverage counts, each from the top layer, a qcow2 one, down to the layer that decides, a repeated
 * state written once: `#`, `.#`, `.-0`. Of at most three states so written.
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
