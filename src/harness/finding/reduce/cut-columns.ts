import { cellCount, hostSlotCount, joinRuns } from '../../../../generators/recipe/cells/cell-row.ts';
import type { CellRun, Edit, Layer, Query, Recipe } from '../../../../generators/recipe/recipe.ts';
import { withBitmapsCut } from './plainer-bitmaps.ts';

/** Bytes of a column: the largest unit of the chain. Undefined when a column doesn't hold whole cells of each layer; nothing is cut then. */
export function columnWidth(recipe: Recipe): number | undefined {
  const width = Math.max(...recipe.layers.map(layer => layer.unit));
  return recipe.layers.every(layer => width % layer.unit === 0) ? width : undefined;
}

/** The number of columns in the longest row. A size without cells doesn't count. */
export function columnCount(recipe: Recipe, width: number): number {
  return Math.max(...recipe.layers.map(layer => Math.ceil((cellCount(layer.cells) * layer.unit) / width)));
}

/** The chain without `count` columns from column `first` on. Rows, sizes, host slots and edits of table entries close up. */
export function withoutColumns(recipe: Recipe, width: number, first: number, count: number): Recipe {
  return { layers: recipe.layers.map(layer => withoutStretch(layer, first * width, count * width)) };
}

function withoutStretch(layer: Layer, from: number, length: number): Layer {
  const [firstCell, behind] = [from / layer.unit, (from + length) / layer.unit];
  const total = cellCount(layer.cells);
  const before = slice(layer.cells, 0, firstCell);
  const cut = slice(layer.cells, firstCell, behind);
  const cells = joinRuns([...before, ...slice(layer.cells, behind, total)]);
  const size = layer.size === undefined ? undefined : shortened(layer.size, BigInt(from), BigInt(length));
  const { edits: all = [], ...sound } = layer;
  const edits = all.flatMap(edit => movedEdit(edit, firstCell, behind));
  const shorter = {
    ...(sound as Layer),
    cells,
    ...(size === undefined ? {} : { size }),
    ...(edits.length === 0 ? {} : { edits }),
  };
  return withSlotsCut(withBitmapsCut(shorter), hostSlotCount(before), hostSlotCount(cut));
}

/** An edit of the entry of a cluster stays with its cluster, and goes away with it. */
function movedEdit(edit: Edit, firstCell: number, behind: number): Edit[] {
  const isOfCluster = edit.field === 'l2' || edit.field === 'l2-bitmap' || edit.field === 'table';
  if (!isOfCluster || edit.index < firstCell) return [edit];
  return edit.index < behind ? [] : [{ ...edit, index: edit.index - (behind - firstCell) }];
}

function withSlotsCut(layer: Layer, kept: number, cut: number): Layer {
  return layer.slots === undefined ? layer : { ...layer, slots: layer.slots.toSpliced(kept, cut) };
}

/** The query for an image without `length` bytes at `from`: the start of its window moves along. */
export function withStartMoved(query: Query, from: number, length: number): Query {
  const at = query.indexOf('-s') + 1;
  const start = query[at];
  if (at === 0 || start === undefined || !/^\d+$/.test(start)) return query;
  return query.with(at, String(shortened(BigInt(start), BigInt(from), BigInt(length))));
}

/** The new offset of a place, without the bytes cut before it or around it. */
function shortened(place: bigint, from: bigint, length: bigint): bigint {
  if (place <= from) return place;
  return place - from < length ? from : place - length;
}

function slice(cells: readonly CellRun[], from: number, to: number): CellRun[] {
  let at = 0;
  return cells.flatMap(run => {
    const [start, end] = [Math.max(from, at), Math.min(to, at + run.count)];
    at += run.count;
    return end > start ? [{ ...run, count: end - start }] : [];
  });
}
