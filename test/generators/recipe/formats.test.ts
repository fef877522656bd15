import { expect, test } from 'vitest';
import { arbitraryOf } from '../../../generators/arbitrary/format-arbitraries.ts';
import { canState, formatTraits, layerFormats, plainLayer } from '../../../generators/recipe/formats.ts';
import { notations } from '../../../generators/recipe/picture/notations.ts';
import { cellLetters } from '../../../generators/recipe/picture/row/cell-letter.ts';
import type { CellState, LayerFormat } from '../../../generators/recipe/recipe.ts';
import { validateRecipe } from '../../../generators/recipe/validation/validate-recipe.ts';
import { drivers } from '../../../src/map/drivers/table.ts';

/** A size of cells that a format has. */
function unitOf(format: LayerFormat): number {
  return arbitraryOf(format).leastCell;
}

test.each(layerFormats)('%s: a layer with its required attributes alone is well-formed', format => {
  const { states } = formatTraits[format];
  const layer = plainLayer(format, {
    name: 'top',
    unit: unitOf(format),
    cells: [{ state: states.includes('data') ? 'data' : states[0]!, count: 1 }],
  });
  expect(validateRecipe({ layers: [layer] })).toEqual({ kind: 'well-formed' });
});

test.each(layerFormats)('%s: cells in a state that the format lacks are refused', format => {
  const { states } = formatTraits[format];
  const missing = (Object.keys(cellLetters) as CellState[]).filter(state => !states.includes(state));
  for (const state of missing) {
    const layer = plainLayer(format, { name: 'top', unit: unitOf(format), cells: [{ state, count: 1 }] });
    expect(validateRecipe({ layers: [layer] }), state).toMatchObject({ where: { part: 'cells' } });
  }
});

test.each(layerFormats)('%s: the word of each attribute is one of its notation', format => {
  const { attributes, details } = notations[format];
  const words = Object.values(formatTraits[format].attributes);
  expect(words.filter(word => !attributes.has(word) && !details.has(word))).toEqual([]);
});

test('a layer can state the attributes of its own format only', () => {
  const shape = { name: 'top', unit: 1 << 16, cells: [] };
  expect(canState(plainLayer('qcow2', shape), 'backing')).toBe(true);
  expect(canState(plainLayer('raw', shape), 'backing')).toBe(false);
});

test.each(layerFormats)('%s is a format of the map too', format => {
  expect(drivers.find(({ name }) => name === format)).toMatchObject({ kind: 'format' });
});
