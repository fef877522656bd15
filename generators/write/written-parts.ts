import type { CellState, MixedCell, UniformCell } from '../recipe/recipe.ts';

/** Neighbouring bytes of a cluster, counted from its start. */
export interface ClusterPart {
  readonly from: number;
  readonly to: number;
}

/** Subclusters of a cluster, with extended L2 entries. */
const subclusters = 32;

/** The parts of a cluster whose state satisfies `isWritten`: the whole, nothing, or parts of a mixed cluster. */
export function writtenParts(
  cell: UniformCell | MixedCell,
  clusterSize: number,
  isWritten: (state: CellState) => boolean,
): ClusterPart[] {
  if (cell.state !== 'mixed') return isWritten(cell.state) ? [{ from: 0, to: clusterSize }] : [];
  const parts: ClusterPart[] = [];
  let to = 0;
  for (const { state, count } of cell.subclusters) {
    const from = to;
    to += count * (clusterSize / subclusters);
    const last = parts.at(-1);
    if (!isWritten(state)) continue;
    if (last?.to === from) parts[parts.length - 1] = { from: last.from, to };
    else parts.push({ from, to });
  }
  return parts;
}
