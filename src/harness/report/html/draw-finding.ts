import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import type { Recipe } from '../../../../generators/recipe/recipe.ts';
import { WriteError } from '../../../../generators/write/write-error.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { openExplanations } from '../../../drawing/cell-explanations.ts';
import { type CellExplanations, type Drawing, drawChain } from '../../../drawing/drawing.ts';
import type { Scratch } from '../../files/scratch.ts';
import type { ResultFinding } from '../../runs/result/result-finding.ts';
import { queryLine } from '../words/query-line.ts';

/** A finding's drawing, and its query as the arguments of qemu-img. */
export interface FindingDrawing extends Drawing {
  readonly query: string;
}

/** Draws a finding from its value. Its chain is written again, so that its table entries can be read. */
export function drawFinding({ case: text, evidence }: ResultFinding, scratch: Scratch): FindingDrawing {
  const { recipe, queries } = parseCase(text);
  const [query = []] = queries;
  const sides = evidence.sides.map(({ name, extents = [] }) => ({ name, extents }));
  const folder = scratch.caseFolder();
  try {
    const refusal = written(recipe, folder.path);
    const drawing = drawChain({ recipe, query, sides, at: evidence.at }, (layer, depth) =>
      refusal === undefined ? openExplanations(layer, depth, folder.path) : sameForAll(refusal),
    );
    return { ...drawing, query: queryLine(query) };
  } finally {
    folder.drop();
  }
}

/** Why the chain can't be written; undefined if it is. */
function written(recipe: Recipe, folder: string): string | undefined {
  try {
    writeRecipe(recipe, folder);
    return undefined;
  } catch (error) {
    if (error instanceof WriteError) return error.message;
    throw error;
  }
}

const sameForAll = (line: string): CellExplanations => ({ at: () => [line], close: () => {} });
