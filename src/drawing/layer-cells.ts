import { formatTraits } from '../../generators/recipe/formats.ts';
import { heldStates } from '../../generators/recipe/held-states.ts';
import { cellLetters } from '../../generators/recipe/picture/cell-letter.ts';
import type { CellRun, CellState, Layer } from '../../generators/recipe/recipe.ts';
import { virtualSize } from '../../generators/recipe/virtual-size.ts';

/** A drawn stretch of one layer, in guest bytes: a cell, a run of equal cells, or subclusters of one state. */
export interface LayerCell {
  readonly start: bigint;
  readonly end: bigint;
  /** A cell state, or `hole` in a raw layer. */
  readonly state: string;
  /** The letter of the state in the notation. */
  readonly letter: string;
  /** The number of cells or subclusters. */
  readonly count: number;
}

/** A layer of more cells is drawn run by run. */
const mostSingle = 40;

/** The cells of a layer up to its virtual size. */
export function layerCells(layer: Layer): LayerCell[] {
  const size = virtualSize(layer);
  const unit = BigInt(layer.unit);
  const total = layer.cells.reduce((sum, { count }) => sum + count, 0);
  const cells: LayerCell[] = [];
  let at = 0n;
  for (const run of layer.cells) {
    const single = run.state === 'mixed' || total <= mostSingle;
    for (let done = 0; done < run.count; done += single ? 1 : run.count) {
      const count = single ? 1 : run.count;
      const end = at + unit * BigInt(count);
      cells.push(...cellsOf({ ...run, count }, { start: at, end }, layer.format));
      at = end;
    }
  }
  if (at < size)
    cells.push(stretch({ state: 'unallocated', count: 1 }, { start: at, end: size }, layer.format));
  return cells.flatMap(cell =>
    cell.start >= size ? [] : [{ ...cell, end: cell.end < size ? cell.end : size }],
  );
}

/** Guest bytes from `start` to before `end`. */
type Stretch = Pick<LayerCell, 'start' | 'end'>;

function cellsOf(run: CellRun, place: Stretch, format: Layer['format']): LayerCell[] {
  if (run.state !== 'mixed') return [stretch(run, place, format)];
  if (heldStates(run).includes('illegal'))
    return [stretch({ state: 'illegal', count: run.count }, place, format)];
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
