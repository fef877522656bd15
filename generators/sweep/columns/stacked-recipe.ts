import { isBlockLayer } from '../../recipe/blocks/block-formats.ts';
import { hasSlots } from '../../recipe/blocks/block-layer.ts';
import { hasHostSlot, sameCell } from '../../recipe/cells/cell-row.ts';
import { plainLayer } from '../../recipe/formats.ts';
import { impliedStem } from '../../recipe/implied-stem.ts';
import type { CellRun, CellState, Layer, Recipe } from '../../recipe/recipe.ts';
import type { SweepLayer } from './sweep-layer.ts';
import { needsSubclusters, type SweepState } from './sweep-state.ts';

/** One column of a sweep: the cluster of each layer, base first. */
export type SweepColumn = readonly SweepState[];

/** The column that every image of a sweep begins with, so that all others have a host cluster before them. */
const leading: SweepState = { cell: { state: 'data' }, continues: false };
/** The same for a kind of image that has all of its data compressed. */
const leadingCompressed: SweepState = { cell: { state: 'compressed' }, continues: false };
export const leadingColumns = 1;

/**
 * The chain with these columns side by side, after a leading column of data in all layers. Data is never written. Files of the
 * usual format have tables only: with all refcounts zero qemu doesn't look for holes. Nor does it in the block formats that are
 * swept.
 */
export function stackedRecipe(
  columns: Iterable<SweepColumn>,
  layers: readonly SweepLayer[],
  unit: number,
): Recipe {
  const rows = layers.map(layer => new Row(leadingOf(layer)));
  for (const column of columns) for (const [index, state] of column.entries()) rows[index]!.add(state);
  return {
    layers: layers.map((layer, index) =>
      layerOf(layer, { stem: impliedStem(index, layers.length), unit, row: rows[index]! }),
    ),
  };
}

function leadingOf({ states }: SweepLayer): SweepState {
  const holds = (state: CellState): boolean => states.some(({ cell }) => cell.state === state);
  return holds('compressed') && !holds('data') ? leadingCompressed : leading;
}

function layerOf(
  { format, subformat, states }: SweepLayer,
  { stem, unit, row }: { readonly stem: string; readonly unit: number; readonly row: Row },
): Layer {
  const { cells, slots } = row;
  const layer = plainLayer(format, { name: `${stem}.${format}`, unit, cells });
  if (isBlockLayer(layer)) {
    const own = { ...layer, ...(subformat === undefined ? {} : { subformat }), cells: cells.map(unwritten) };
    return (hasSlots(own) ? { ...own, slots } : own) as Layer;
  }
  const extended = states.some(needsSubclusters) ? { extendedL2: true } : {};
  return { ...layer, ...extended, skeleton: true, slots } as Layer;
}

function unwritten(run: CellRun): CellRun {
  return run.state === 'data' ? { ...run, state: 'data-hole' } : run;
}

/** A row while it grows. Millions of cells have few different contents, so equal runs share an object. */
class Row {
  readonly cells: CellRun[] = [];
  readonly slots: number[] = [];
  readonly #single = new Map<SweepState, CellRun>();

  constructor(first: SweepState) {
    this.add(first);
  }

  add(state: SweepState): void {
    const { cell, continues } = state;
    const last = this.cells.at(-1);
    if (last !== undefined && sameCell(last, cell))
      this.cells[this.cells.length - 1] = { ...last, count: last.count + 1 };
    else this.cells.push(this.#one(state));
    if (hasHostSlot(cell)) this.slots.push((this.slots.at(-1) ?? -1) + (continues ? 1 : 2));
  }

  #one(state: SweepState): CellRun {
    const known = this.#single.get(state) ?? { ...state.cell, count: 1 };
    this.#single.set(state, known);
    return known;
  }
}
