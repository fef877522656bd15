import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { layerDetails, layerHead } from '../../../../generators/recipe/picture/print-layer.ts';
import type { Recipe } from '../../../../generators/recipe/recipe.ts';
import { WriteError } from '../../../../generators/write/write-error.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import type { ReadExtent } from '../../answers/extents/read-extent.ts';
import type { Scratch } from '../../files/scratch.ts';
import { columnAt } from '../../finding/signature/column.ts';
import { mappedChain } from '../../finding/signature/mapped-chain.ts';
import type { ResultFinding } from '../../runs/result/result-finding.ts';
import { queryLine } from '../query-line.ts';
import { type Axis, axisOf } from './axis.ts';
import { openExplanations } from './cell-explanations.ts';
import { type LayerCell, layerCells } from './layer-cells.ts';

/** A finding as it is drawn: its layers from the top down and the extents of each side, on one axis of guest bytes. */
export interface Drawing {
  readonly query: string;
  readonly axis: Axis;
  /** Guest offset of the first difference; absent if it has none. */
  readonly at?: bigint;
  /** Depth of the layer that decides at each stretch of the axis; undefined if none does. */
  readonly deciding: readonly (number | undefined)[];
  readonly layers: readonly DrawnLayer[];
  readonly sides: readonly DrawnSide[];
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
  /** Its table entries, and the rule that follows from them. */
  readonly explanation: readonly string[];
}

export interface DrawnSide {
  readonly name: string;
  readonly extents: readonly ReadExtent[];
}

/** Draws a finding from its value. Its chain is written again, so that its table entries can be read. */
export function drawFinding({ case: text, evidence }: ResultFinding, scratch: Scratch): Drawing {
  const { recipe, queries } = parseCase(text);
  const [query = []] = queries;
  const chain = mappedChain(recipe, query);
  const topDown = chain.layers.toReversed();
  const cells = topDown.map(layerCells);
  const sides = evidence.sides.map(({ name, extents = [] }) => ({ name, extents }));
  const { at } = evidence;
  const axis = axisOf(
    [
      ...cells.flat().flatMap(({ start, end }) => [start, end]),
      ...sides.flatMap(({ extents }) => extents.flatMap(({ start, length }) => [start, start + length])),
      ...(at === undefined ? [] : [at]),
    ],
    at ?? 0n,
  );
  const explanations = explanationsOf(recipe, { topDown, cells, axis }, scratch);
  return {
    query: queryLine(query),
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
        cells: cells[depth]!.map((cell, index) => ({ ...cell, explanation: explanations[depth]![index]! })),
      };
    }),
    sides,
  };
}

/** The mapped layers of a recipe with their cells, top first. */
interface DrawnCells {
  readonly topDown: Recipe['layers'];
  readonly cells: readonly (readonly LayerCell[])[];
  readonly axis: Axis;
}

/** The explanations of the cells of each layer; of a cell that isn't on the axis none. */
function explanationsOf(
  recipe: Recipe,
  { topDown, cells, axis: { borders } }: DrawnCells,
  scratch: Scratch,
): string[][][] {
  const isDrawn = ({ start, end }: LayerCell): boolean => end > borders[0]! && start < borders.at(-1)!;
  const folder = scratch.caseFolder();
  try {
    writeRecipe(recipe, folder.path);
    return topDown.map((layer, depth) => {
      const explanations = openExplanations(layer, depth, folder.path);
      try {
        return cells[depth]!.map(cell => (isDrawn(cell) ? explanations.at(cell.start) : []));
      } finally {
        explanations.close();
      }
    });
  } catch (error) {
    if (error instanceof WriteError) return cells.map(row => row.map(() => [error.message]));
    throw error;
  } finally {
    folder.drop();
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
