import { formatTraits } from '../../../../generators/recipe/formats.ts';
import { heldStates } from '../../../../generators/recipe/held-states.ts';
import { cellLetters } from '../../../../generators/recipe/picture/cell-letter.ts';
import type { CellRun, Layer } from '../../../../generators/recipe/recipe.ts';
import { virtualSize } from '../../../../generators/recipe/virtual-size.ts';

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
      cells.push(...cellsOf(run, at, unit * BigInt(count), count, layer.format));
      at += unit * BigInt(count);
    }
  }
  if (at < size) cells.push(stretch('unallocated', at, size, 1, layer.format));
  return cells.flatMap(cell =>
    cell.start >= size ? [] : [{ ...cell, end: cell.end < size ? cell.end : size }],
  );
}

function cellsOf(
  run: CellRun,
  at: bigint,
  length: bigint,
  count: number,
  format: Layer['format'],
): LayerCell[] {
  if (run.state !== 'mixed') return [stretch(run.state, at, at + length, count, format)];
  if (heldStates(run).includes('illegal')) return [stretch('illegal', at, at + length, count, format)];
  let done = 0;
  return run.subclusters.map(({ state, count }) => {
    const from = at + (length / 32n) * BigInt(done);
    done += count;
    return stretch(state, from, at + (length / 32n) * BigInt(done), count, format);
  });
}

function stretch(
  state: Exclude<CellRun['state'], 'mixed'>,
  start: bigint,
  end: bigint,
  count: number,
  format: Layer['format'],
): LayerCell {
  const isHole = state === 'unallocated' && formatTraits[format].unallocated === 'hole';
  return { start, end, state: isHole ? 'hole' : state, letter: cellLetters[state], count };
}
