import { heldStates } from '../../generators/recipe/cells/held-states.ts';
import { formatTraits } from '../../generators/recipe/formats.ts';
import { cellLetters } from '../../generators/recipe/picture/row/cell-letter.ts';
import type { CellRun, CellState, Layer } from '../../generators/recipe/recipe.ts';
import { virtualSize } from '../../generators/recipe/virtual-size.ts';

/** A drawn stretch of one layer, in guest bytes: a cell, a run of equal cells, or subclusters of one state. */
export interface LayerCell {
  readonly start: bigint;
  readonly end: bigint;
  /** A cell state, `hole` in a raw layer, or `mixed`: subclusters of several states. */
  readonly state: string;
  /** The letter of the state in the notation; `m`: mixed. */
  readonly letter: string;
  /** The number of cells or subclusters. */
  readonly count: number;
}

/** Guest bytes from `start` to before `end`. */
export interface Stretch {
  readonly start: bigint;
  readonly end: bigint;
}

/** How closely the cells of a layer are looked at. */
export interface CellView {
  /** The guest bytes that are looked at. Cells outside are drawn run by run. Absent: all. */
  readonly window?: Stretch | undefined;
  /** A cluster of several subclusters is one cell. Absent: each run of its subclusters is one. */
  readonly folded?: boolean;
}

/** Where more cells are looked at, they are drawn run by run. */
const mostSingle = 40;

/** The cells of a layer up to its virtual size. */
export function layerCells(layer: Layer, { window, folded = false }: CellView = {}): LayerCell[] {
  const size = virtualSize(layer);
  const unit = BigInt(layer.unit);
  const seen = window ?? { start: 0n, end: size };
  const [first, behind] = [Number(seen.start / unit), Number((seen.end + unit - 1n) / unit)];
  const total = layer.cells.reduce((sum, { count }) => sum + count, 0);
  const isClose = Math.min(total, behind) - first <= mostSingle;
  const cells: LayerCell[] = [];
  let index = 0;
  for (const run of layer.cells) {
    const single = isClose || (run.state === 'mixed' && !folded);
    const from = window === undefined ? index : Math.max(index, first);
    const to = window === undefined ? index + run.count : Math.min(index + run.count, behind);
    const counts =
      single && from < to ? [from - index, ...Array(to - from).fill(1), index + run.count - to] : [run.count];
    for (const count of counts.filter(count => count > 0)) {
      const place = { start: BigInt(index) * unit, end: BigInt(index + count) * unit };
      cells.push(
        ...(folded || count > 1
          ? [wholeCell({ ...run, count }, place, layer.format)]
          : cellsOf(run, place, layer.format)),
      );
      index += count;
    }
  }
  const at = BigInt(index) * unit;
  if (at < size)
    cells.push(stretch({ state: 'unallocated', count: 1 }, { start: at, end: size }, layer.format));
  return cells.flatMap(cell =>
    cell.start >= size ? [] : [{ ...cell, end: cell.end < size ? cell.end : size }],
  );
}

/** A run as one cell, whatever its subclusters are. */
function wholeCell(run: CellRun, place: Stretch, format: Layer['format']): LayerCell {
  if (run.state !== 'mixed') return stretch(run, place, format);
  if (heldStates(run).includes('illegal'))
    return stretch({ state: 'illegal', count: run.count }, place, format);
  return { ...place, state: 'mixed', letter: 'm', count: run.count };
}

function cellsOf(run: CellRun, place: Stretch, format: Layer['format']): LayerCell[] {
  if (run.state !== 'mixed' || heldStates(run).includes('illegal'))
    return [wholeCell({ ...run, count: 1 }, place, format)];
  const subcluster = (place.end - place.start) / 32n;
  let start = place.start;
  return run.subclusters.map(part => {
    const end = start + subcluster * BigInt(part.count);
    const cell = stretch(part, { start, end }, format);
    start = end;
    return cell;
  });
}

function stretch(
  { state, count }: { readonly state: CellState; readonly count: number },
  { start, end }: Stretch,
  format: Layer['format'],
): LayerCell {
  const isHole = state === 'unallocated' && formatTraits[format].unallocated === 'hole';
  return { start, end, state: isHole ? 'hole' : state, letter: cellLetters[state], count };
}
