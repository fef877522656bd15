import type { CellRun, CellState, MixedCell, UniformCell } from '../recipe.ts';
import { heldStates } from './held-states.ts';

const withHostOffset: readonly CellState[] = ['data', 'data-hole', 'zero-allocated', 'reserved'];

/** The number of cells in a row. */
export function cellCount(cells: readonly CellRun[]): number {
  return cells.reduce((total, run) => total + run.count, 0);
}

/** Whether a cluster with this content has a host cluster of its own, and so takes a host slot. */
export function hasHostSlot(cell: UniformCell | MixedCell): boolean {
  return heldStates(cell).some(state => withHostOffset.includes(state));
}

/** The number of clusters in a row that take a host slot. */
export function hostSlotCount(cells: readonly CellRun[]): number {
  return cellCount(cells.filter(hasHostSlot));
}

/** Whether two cells have the same content. */
export function sameCell(a: UniformCell | MixedCell, b: UniformCell | MixedCell): boolean {
  if (a.state !== 'mixed' || b.state !== 'mixed') return a.state === b.state;
  return (
    a.subclusters.length === b.subclusters.length &&
    a.subclusters.every(
      ({ state, count }, at) => b.subclusters[at]?.state === state && b.subclusters[at].count === count,
    )
  );
}

/** The first cells of a row, or all if it has no more than `count`. */
export function firstCells(cells: readonly CellRun[], count: number): CellRun[] {
  let left = count;
  return cells.map(run => {
    const taken = Math.min(run.count, left);
    left -= taken;
    return { ...run, count: taken };
  });
}

/** The same row with equal neighbouring runs joined and empty runs dropped, within mixed cells too. */
export function joinRuns(cells: readonly CellRun[]): CellRun[] {
  const joined: CellRun[] = [];
  for (const { count, ...cell } of cells) {
    const last = joined.at(-1);
    const joinedCell = plainestCell(cell);
    if (count === 0) continue;
    if (last !== undefined && sameCell(last, joinedCell))
      joined[joined.length - 1] = { ...last, count: last.count + count };
    else joined.push({ ...joinedCell, count });
  }
  return joined;
}

/** The same cell with neighbouring runs in one state joined. 32 subclusters in one state become a uniform cell. */
export function plainestCell(cell: UniformCell | MixedCell): UniformCell | MixedCell {
  if (cell.state !== 'mixed') return { state: cell.state };
  const subclusters: MixedCell['subclusters'][number][] = [];
  for (const { state, count } of cell.subclusters) {
    const last = subclusters.at(-1);
    if (count === 0) continue;
    if (last?.state === state) subclusters[subclusters.length - 1] = { state, count: last.count + count };
    else subclusters.push({ state, count });
  }
  const [only, another] = subclusters;
  return only?.count === 32 && another === undefined
    ? { state: only.state }
    : { state: 'mixed', subclusters };
}
