import type { CellState } from '../../recipe.ts';

/** The letter of each state in a picture. */
export const cellLetters: Readonly<Record<CellState, string>> = {
  unallocated: '.',
  'zero-plain': '0',
  'zero-allocated': 'z',
  data: '#',
  'data-hole': '~',
  compressed: 'c',
  reserved: '-',
  illegal: '!',
};

/** The state of each letter in a picture. */
export const cellStates: ReadonlyMap<string, CellState> = new Map(
  Object.entries(cellLetters).map(([state, letter]) => [letter, state as CellState]),
);
