import type { CellRun, MixedCell, UniformCell } from '../../recipe.ts';
import { cellLetters } from './cell-letter.ts';

/** Runs of at least this many cells are printed with a count: x{9}. Brackets are counted from two on. */
const countedRun = 9;

/** The longest period that is searched for, in cells. */
const longestPeriod = 8;

/** Repeated periods are grouped if they cover at least this many cells: (.#){12}. */
const groupedCells = 24;

/** Runs of at least this many subclusters are printed with a count: x{4}. */
const countedSubclusters = 4;

/** A row without its bars, in canonical form. */
export function printRow(cells: readonly CellRun[]): string {
  let printed = '';
  let short: string[] = [];
  for (const { count, ...cell } of cells) {
    const text = printCell(cell);
    if (count < (cell.state === 'mixed' ? 2 : countedRun)) {
      for (let done = 0; done < count; done++) short.push(text);
      continue;
    }
    printed += `${groupPeriods(short)}${text}{${count}}`;
    short = [];
  }
  return printed + groupPeriods(short);
}

/** A row in which every cell takes `width` columns and nothing is counted, so that columns are guest offsets. */
export function printWideRow(cells: readonly CellRun[], width: number): string {
  return cells.map(({ count, ...cell }) => printCell(cell).padEnd(width, '_').repeat(count)).join('');
}

/** A letter, or a bracket of 32 subclusters. */
function printCell(cell: UniformCell | MixedCell): string {
  if (cell.state !== 'mixed') return cellLetters[cell.state];
  const runs = cell.subclusters.map(({ state, count }) =>
    count < countedSubclusters ? cellLetters[state].repeat(count) : `${cellLetters[state]}{${count}}`,
  );
  return `[${runs.join('')}]`;
}

/** Groups repeated periods from left to right, the shortest period first. */
function groupPeriods(cells: readonly string[]): string {
  let printed = '';
  let at = 0;
  while (at < cells.length) {
    const period = periodAt(cells, at);
    if (period === undefined) {
      printed += cells[at];
      at += 1;
    } else {
      printed += `(${cells.slice(at, at + period.length).join('')}){${period.times}}`;
      at += period.length * period.times;
    }
  }
  return printed;
}

function periodAt(cells: readonly string[], at: number): { length: number; times: number } | undefined {
  for (let length = 2; length <= longestPeriod; length++) {
    let end = at + length;
    while (end < cells.length && cells[end] === cells[end - length]) end += 1;
    const times = Math.floor((end - at) / length);
    if (times > 1 && times * length >= groupedCells) return { length, times };
  }
  return undefined;
}
