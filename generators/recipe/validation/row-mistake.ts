import { sameCell } from '../cells/cell-row.ts';
import type { CellRun } from '../recipe.ts';

/** A mistake in one run of a row. */
export interface RowMistake {
  /** The index of the run. */
  readonly index: number;
  readonly message: string;
}

/**
 * The first mistake in the cells of a layer or of a snapshot, or undefined.
 *
 * @param cellMistake what is wrong with the state of a run, or undefined
 */
export function rowMistake(
  cells: readonly CellRun[],
  cellMistake: (run: CellRun) => string | undefined,
): RowMistake | undefined {
  for (const [index, run] of cells.entries()) {
    const message = runMistake(run, cells[index - 1]) ?? cellMistake(run);
    if (message !== undefined) return { index, message };
  }
  return undefined;
}

function runMistake(run: CellRun, before: CellRun | undefined): string | undefined {
  if (!Number.isSafeInteger(run.count) || run.count < 1) return 'a run has at least one cell';
  if (before !== undefined && sameCell(before, run))
    return `neighbouring runs are both ${run.state}: they are one`;
  return undefined;
}
