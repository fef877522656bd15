import { columnAt } from '../../generators/recipe/cells/column.ts';
import { layerDetails, layerHead } from '../../generators/recipe/picture/print/print-layer.ts';
import { mappedChain } from '../../generators/recipe/query/mapped-chain.ts';
import type { Layer, Query, Recipe } from '../../generators/recipe/recipe.ts';
import type { ReadExtent } from '../harness/answers/extents/read-extent.ts';
import { type Axis, axisOf } from './axis.ts';
import { type LayerCell, layerCells, type Stretch } from './layer-cells.ts';

/** A chain as it is drawn: its layers from the top down and the extents of each side, on one axis of guest bytes. */
export interface Drawing {
  readonly axis: Axis;
  /** Guest offset of what is looked at: of the first difference, for example. Absent: nothing is. */
  readonly at?: bigint;
  /** Depth of the layer that decides at each stretch of the axis; undefined if none does. */
  readonly deciding: readonly (number | undefined)[];
  readonly layers: readonly DrawnLayer[];
  readonly sides: readonly DrawnSide[];
  /** Cells and bars are buttons with the attribute `data-at`, whose explanations the page tells elsewhere. Absent: they open them. */
  readonly pointable?: true;
}

export interface DrawnLayer {
  readonly depth: number;
  readonly name: string;
  /** Format, cluster size and attributes, as in the notation. */
  readonly head: string;
  /** Host slots and damage. */
  readonly details: readonly string[];
  readonly cells: readonly DrawnCell[];
}

export interface DrawnCell extends LayerCell {
  /** Its table entries, and the rule that follows from them. Empty: they are told elsewhere. */
  readonly explanation: readonly string[];
  /** The offset in the file of its first byte. Absent: it has none, or it isn't shown. */
  readonly host?: bigint;
}

export interface DrawnSide {
  readonly name: string;
  readonly extents: readonly ReadExtent[];
}

/** What is drawn. */
export interface DrawnChain {
  readonly recipe: Recipe;
  /** What is asked for: it decides which layers are mapped. */
  readonly query: Query;
  readonly sides: readonly DrawnSide[];
  readonly at?: bigint | undefined;
  /** The guest bytes that are drawn. Absent: all. */
  readonly window?: Stretch | undefined;
  /** A cluster of several subclusters is one cell where there is no room for all of them. Absent: it never is. */
  readonly folds?: true;
}

/** Explains cells of one layer by their first byte. */
export interface CellExplanations {
  at(offset: bigint): string[];
  close(): void;
}

/** @param explain opens the explanations of a layer, whose depth is counted from the top */
export function drawChain(
  { recipe, query, sides, at, window, folds }: DrawnChain,
  explain: (layer: Layer, depth: number) => CellExplanations,
): Drawing {
  const chain = mappedChain(recipe, query);
  const topDown = chain.layers.toReversed();
  const whole = cellsOnAxis('each subcluster');
  const { cells, axis } =
    folds && whole.axis.cutLeft + whole.axis.cutRight > 0 ? cellsOnAxis('folded') : whole;
  return {
    axis,
    ...(at !== undefined && { at }),
    deciding: decidingDepths(chain, axis, cells),
    layers: topDown.map((layer, depth) => {
      const { name, format, unit, attributes } = layerHead(layer);
      return {
        depth,
        name,
        head: [format, unit, attributes].filter(word => word !== '').join(' '),
        details: layerDetails(layer).flatMap(line => (/^ *(at|set) /.test(line) ? [line.trim()] : [])),
        cells: explained(cells[depth]!, axis, explain(layer, depth)),
      };
    }),
    sides,
  };

  function cellsOnAxis(view: 'each subcluster' | 'folded'): {
    readonly cells: LayerCell[][];
    readonly axis: Axis;
  } {
    const drawn = topDown.map(layer => layerCells(layer, { window, folded: view === 'folded' }));
    const all = [
      ...drawn.flat().flatMap(({ start, end }) => [start, end]),
      ...sides.flatMap(({ extents }) => extents.flatMap(({ start, length }) => [start, start + length])),
      ...(at === undefined ? [] : [at]),
    ];
    return { cells: drawn, axis: axisOf(bordersWithin(all, window), at ?? 0n) };
  }
}

/** The borders within a window, and its own. */
function bordersWithin(borders: readonly bigint[], window: Stretch | undefined): readonly bigint[] {
  if (window === undefined) return borders;
  const { start, end } = window;
  return [start, ...borders.filter(border => border > start && border < end), end];
}

/** The cells of a layer with their explanations. A cell that isn't on the axis has none. */
function explained(
  cells: readonly LayerCell[],
  { borders }: Axis,
  explanations: CellExplanations,
): DrawnCell[] {
  const isDrawn = ({ start, end }: LayerCell): boolean => end > borders[0]! && start < borders.at(-1)!;
  try {
    return cells.map(cell => ({
      ...cell,
      explanation: isDrawn(cell) ? explanations.at(cell.start) : [],
    }));
  } finally {
    explanations.close();
  }
}

/** Depth of the layer that decides at each stretch of the axis; undefined if none does. */
function decidingDepths(
  chain: Recipe,
  { borders }: Axis,
  cells: readonly (readonly LayerCell[])[],
): (number | undefined)[] {
  return borders.slice(0, -1).map(at => {
    const depth = columnAt(chain, at).length - 1;
    const cell = cells[depth]?.find(({ start, end }) => start <= at && at < end);
    return cell === undefined || cell.state === 'unallocated' || cell.state === 'reserved'
      ? undefined
      : depth;
  });
}
