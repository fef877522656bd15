import { sameCell } from '../cell-row.ts';
import { heldStates } from '../held-states.ts';
import type { CellRun, CellState, Layer, Qcow2Layer } from '../recipe.ts';
import { mixtureMistake } from './qcow2/mixture-mistake.ts';

/** What is wrong with a run of a row, by the index of the run. */
export interface RowMistake {
  readonly index: number;
  readonly message: string;
}

/** What is wrong with the cells of a layer or of a snapshot of it: the first run that can't stand there. */
export function rowMistake(layer: Layer, cells: readonly CellRun[]): RowMistake | undefined {
  for (const [index, run] of cells.entries()) {
    const message = runMistake(run, cells[index - 1]) ?? stateMistake(layer, run);
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

function stateMistake(layer: Layer, run: CellRun): string | undefined {
  if (layer.format === 'qcow2') return clusterMistake(layer, run);
  return run.state === 'data' || run.state === 'unallocated'
    ? undefined
    : `a raw layer has data and holes alone, no ${run.state} cells`;
}

function clusterMistake({ version, extendedL2, dataFile }: Qcow2Layer, run: CellRun): string | undefined {
  const holds = (...states: CellState[]): boolean => heldStates(run).some(state => states.includes(state));
  if (version === 2 && holds('zero-plain', 'zero-allocated')) return 'version 2 has no zero clusters';
  if (extendedL2 === undefined && run.state === 'mixed')
    return 'clusters have subclusters only with extended L2 entries: extl2';
  if (extendedL2 === undefined && holds('reserved', 'illegal'))
    return `${run.state} clusters exist only with extended L2 entries: extl2`;
  if (dataFile !== undefined && holds('compressed')) return 'a data file holds no compressed clusters';
  return run.state === 'mixed' ? mixtureMistake(run) : undefined;
}
