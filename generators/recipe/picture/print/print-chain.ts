import { cellCount } from '../../cells/cell-row.ts';
import { normalRecipe } from '../../normal-form.ts';
import type { Recipe } from '../../recipe.ts';
import { printRow, printWideRow } from '../row/print-row.ts';
import { layerDetails, layerHead } from './print-layer.ts';

/** Chains of different units are drawn to scale up to this many columns. */
const widestScale = 64;

/**
 * The layer lines of a recipe in canonical form. Recipes with the same normal form have the same text, and `parseCase`
 * reads the normal form back. Words and rows are aligned in columns. There is no line break at the end.
 */
export function printChain(recipe: Recipe): string {
  const { layers } = normalRecipe(recipe);
  const heads = layers.map(layerHead);
  const rows = printRows({ layers });
  const width = (column: keyof (typeof heads)[number]): number =>
    Math.max(0, ...heads.map(head => head[column].length));
  const lines = layers.flatMap((layer, index) => {
    const head = heads[index]!;
    const words = [
      head.name.padEnd(width('name')),
      head.format.padEnd(width('format')),
      head.unit.padEnd(width('unit')),
      ...(width('attributes') === 0 ? [] : [head.attributes.padEnd(width('attributes'))]),
      `|${rows[index]}|`,
    ];
    return [words.join(' '), ...layerDetails(layer)];
  });
  return lines.join('\n');
}

function printRows({ layers }: Recipe): string[] {
  const smallest = Math.min(...layers.map(layer => layer.unit));
  const scales = layers.map(layer => layer.unit / smallest);
  const mixed = scales.some(scale => scale !== 1);
  const toScale =
    mixed &&
    layers.every(({ cells }) => cells.every(({ state }) => state !== 'mixed')) &&
    scales.every(
      (scale, index) => Number.isInteger(scale) && scale * cellCount(layers[index]!.cells) <= widestScale,
    );
  return layers.map((layer, index) =>
    toScale ? printWideRow(layer.cells, scales[index]!) : printRow(layer.cells),
  );
}
