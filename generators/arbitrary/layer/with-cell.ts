import { joinRuns } from '../../recipe/cells/cell-row.ts';
import type { CellRun, CellState } from '../../recipe/recipe.ts';

/** The row with one cell in another state. Missing cells before it are unallocated. */
export function withCell(cells: readonly CellRun[], index: number, state: CellState): CellRun[] {
  const runs: CellRun[] = [];
  let behind = 0;
  for (const run of cells) {
    const start = behind;
    behind += run.count;
    const before = Math.min(run.count, Math.max(0, index - start));
    const after = Math.min(run.count, Math.max(0, behind - index - 1));
    runs.push({ ...run, count: before });
    if (index >= start && index < behind) runs.push({ state, count: 1 });
    runs.push({ ...run, count: after });
  }
  if (index >= behind) runs.push({ state: 'unallocated', count: index - behind }, { state, count: 1 });
  return joinRuns(runs);
}
