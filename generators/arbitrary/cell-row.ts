import * as fc from 'fast-check';
import { hasHostSlot, joinRuns } from '../recipe/cell-row.ts';
import type { CellRun, MixedCell, UniformCell } from '../recipe/recipe.ts';
import { plainCell } from './plain-cell.ts';

/** Constraints of `cellRow`. */
export interface CellRowConstraints {
  /**
   * Longest row, in cells.
   * @defaultValue 12
   */
  maxCells?: number;
  /**
   * Cells that one L2 table describes: runs often end where a table does, or one cell off.
   * @defaultValue no tables
   */
  tableCells?: number;
  /**
   * What the runs hold.
   * @defaultValue plainCell()
   */
  cells?: fc.Arbitrary<UniformCell | MixedCell>;
  /**
   * Most cells that take bytes of the file; what comes after them is unallocated.
   * @defaultValue 12
   */
  maxWritten?: number;
}

/** How far the next run reaches: so many cells, or to the end of its L2 table, or one cell off. */
type Reach = { readonly cells: number } | { readonly tableEnd: -1 | 0 | 1 };

interface Step {
  readonly cell: UniformCell | MixedCell;
  readonly reach: Reach;
}

const mostSteps = 16;

function reach({ maxCells = 12, tableCells }: CellRowConstraints): fc.Arbitrary<Reach> {
  const cells = (min: number, max: number): fc.Arbitrary<Reach> =>
    fc.record({ cells: fc.integer({ min, max }) });
  const tableEnd = fc.record({ tableEnd: fc.constantFrom(-1 as const, 0 as const, 1 as const) });
  const tables = tableCells !== undefined && tableCells < maxCells;
  return fc.oneof(
    { weight: 12, arbitrary: cells(1, 1) },
    { weight: 6, arbitrary: cells(2, 4) },
    { weight: tables ? 4 : 1, arbitrary: cells(1, maxCells) },
    { weight: tables ? 8 : 0, arbitrary: tableEnd },
  );
}

function layOut(steps: readonly Step[], constraints: CellRowConstraints): CellRun[] {
  const { maxCells = 12, maxWritten = 12, tableCells = maxCells } = constraints;
  const runs: CellRun[] = [];
  let length = 0;
  let written = 0;
  for (const { cell, reach } of steps) {
    const tableEnd = (Math.floor(length / tableCells) + 1) * tableCells;
    const wanted = 'cells' in reach ? reach.cells : Math.max(1, tableEnd - length + reach.tableEnd);
    const count = Math.min(wanted, maxCells - length);
    const takesBytes = cell.state === 'compressed' || hasHostSlot(cell);
    const kept = takesBytes ? Math.min(count, maxWritten - written) : count;
    runs.push({ ...cell, count: kept }, { state: 'unallocated', count: count - kept });
    if (takesBytes) written += kept;
    length += count;
  }
  return joinRuns(runs);
}

/** For rows of cells, runs joined: short runs mostly, with ends at and beside those of L2 tables. Once in thirty empty. */
export function cellRow(constraints: CellRowConstraints = {}): fc.Arbitrary<CellRun[]> {
  const { maxCells = 12, cells = plainCell() } = constraints;
  if (maxCells < 1) throw new RangeError('cellRow: maxCells must be at least 1');
  const steps = fc.array(fc.record({ cell: cells, reach: reach(constraints) }), {
    minLength: 1,
    maxLength: mostSteps,
    size: 'max',
  });
  return fc.oneof(
    { weight: 29, arbitrary: steps.map(taken => layOut(taken, constraints)) },
    { weight: 1, arbitrary: fc.constant<CellRun[]>([]) },
  );
}
