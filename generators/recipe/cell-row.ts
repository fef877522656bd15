import type { CellRun, CellState } from './recipe.ts';

/** How many cells a row has. */
export function cellCount(cells: readonly CellRun[]): number {
  return cells.reduce((total, run) => total + run.count, 0);
}

/** Whether a cluster in this state keeps a host cluster of its own, and so takes a host slot. */
export function hasHostSlot(state: CellState): boolean {
  return state === 'data' || state === 'data-hole' || state === 'zero-allocated';
}

/** How many clusters of a row take a host slot. */
export function hostSlotCount(cells: readonly CellRun[]): number {
  return cellCount(cells.filter(run => hasHostSlot(run.state)));
}

/** The same row with neighbouring runs of one state joined and empty runs dropped. */
export function joinRuns(cells: readonly CellRun[]): CellRun[] {
  const joined: CellRun[] = [];
  for (const run of cells) {
    const last = joined.at(-1);
    if (run.count === 0) continue;
    if (last?.state === run.state)
      joined[joined.length - 1] = { state: run.state, count: last.count + run.count };
    else joined.push({ state: run.state, count: run.count });
  }
  return joined;
}
