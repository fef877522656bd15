import * as fc from 'fast-check';
import { hasHostSlot, joinRuns } from '../../recipe/cells/cell-row.ts';
import type { CellRun, MixedCell, UniformCell } from '../../recipe/recipe.ts';
import { plainCell } from './plain-cell.ts';

/** Constraints of `cellRow`. */
export interface CellRowConstraints {
  /**
   * Longest row, in cells.
   * @defaultValue 12
   */
  maxCells?: number;
  /**
   * Cells that one L2 table describes. Runs often end where a table ends, or one cell off.
   * @defaultValue no tables
   */
  tableCells?: number;
  /**
   * The content of cells.
   * @defaultValue plainCell()
   */
  cells?: fc.Arbitrary<UniformCell | MixedCell>;
  /**
   * The most cells that take bytes of the file. Cells after them are unallocated.
   * @defaultValue 12
   */
  maxWritten?: number;
}

/** The reach of the next run: a number of cells, or the end of its L2 table, exactly or one cell off. */
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

/**
 * For rows of cells with runs joined. Runs are mostly short and often end at or beside the end of an L2 table. One row
 * in thirty is empty.
 */
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
