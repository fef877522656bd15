import { hasHostSlot, sameCell } from '../../recipe/cell-row.ts';
import { impliedStem } from '../../recipe/implied-stem.ts';
import type { CellRun, Qcow2Layer, Recipe } from '../../recipe/recipe.ts';
import { needsSubclusters, type SweepState } from './sweep-state.ts';

/** One column of a sweep: the cluster of each layer, base first. */
export type SweepColumn = readonly SweepState[];

/** The column that every image of a sweep begins with, so that all others have a host cluster before them. */
const leading: SweepState = { cell: { state: 'data' }, continues: false };
export const leadingColumns = 1;

/**
 * The chain with these columns side by side, after a leading column of data in all layers. Its files have tables only:
 * with all refcounts zero qemu doesn't look for holes, so data need not be written to count as data.
 */
export function stackedRecipe(columns: Iterable<SweepColumn>, depth: number, unit: number): Recipe {
  const rows = Array.from({ length: depth }, () => new Row());
  for (const row of rows) row.add(leading);
  let extended = false;
  for (const column of columns) {
    for (const [index, state] of column.entries()) {
      rows[index]!.add(state);
      extended ||= needsSubclusters(state);
    }
  }
  const layers = rows.map(
    ({ cells, slots }, index): Qcow2Layer => ({
      format: 'qcow2',
      name: `${impliedStem(index, depth)}.qcow2`,
      unit,
      version: 3,
      cells,
      ...(extended ? { extendedL2: true } : {}),
      skeleton: true,
      slots,
    }),
  );
  return { layers };
}

/** A row while it grows. Millions of cells have few different contents, so equal runs share an object. */
class Row {
  readonly cells: CellRun[] = [];
  readonly slots: number[] = [];
  readonly #single = new Map<SweepState, CellRun>();

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
