import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type BlockFormatName, blockFormats } from '../../../../generators/recipe/blocks/block-formats.ts';
import type { Edit, Layer } from '../../../../generators/recipe/recipe.ts';
import { validateRecipe } from '../../../../generators/recipe/validation/validate-recipe.ts';
import { blockReaders } from '../../../../generators/sweep/blocks/block-readers.ts';
import { columnSweep } from '../../../../generators/sweep/columns/column-sweep.ts';
import { blockLayer, mixedLayers } from '../../../../generators/sweep/columns/sweep-layer.ts';
import { parseStates } from '../../../../generators/sweep/columns/sweep-state.ts';
import { inWrittenFolder } from '../../write/written.ts';

/** Each kind of image that is swept: its blocks have entries in tables. */
const swept = Object.entries(blockFormats).filter(([format]) => format in blockReaders);
const kinds = swept.flatMap(([format, { kinds, sizes }]) =>
  Object.entries(kinds)
    .filter(([, { tables }]) => Object.keys(tables).length > 0)
    .map(
      ([subformat, kind]) =>
        [format as BlockFormatName, subformat, (kind.sizes ?? sizes).least, 'table' in kind.tables] as const,
    ),
);

describe.each(kinds)('a sweep of %s, %s', (format, subformat, unit, hasOneTable) => {
  const layers = mixedLayers(blockLayer(format, subformat), format, parseStates('.#'));
  const sweep = columnSweep({ layers, window: 2, unit });
  const coverage = (edits: readonly Edit[]) => {
    const coverage = sweep.coverage();
    for (const { layers } of sweep.recipes()) {
      const changed = layers.map(layer => (layer.format === format ? { ...layer, edits } : layer) as Layer);
      expect(validateRecipe({ layers: changed })).not.toMatchObject({ kind: 'ill-formed' });
      inWrittenFolder({ layers: changed }, folder =>
        coverage.read(layers.map(({ name }) => join(folder, name))),
      );
    }
    return coverage;
  };

  test('has every pair of neighbouring columns', () => {
    const { covered, possible } = coverage([]);
    const columns = layers.reduce((count, { states }) => count * states.length, 1);
    expect([covered, possible]).toEqual([columns ** 2, columns ** 2]);
  });

  test('does not count an entry that says something else', () => {
    const field = hasOneTable ? 'table' : 'l2';
    const edits = [2, 4, 5].map((index): Edit => ({ field, index, value: 0n }));
    const { covered, possible } = coverage(edits);
    expect(covered).toBeLessThan(possible);
  });
});

test('a layer over and under others is in the middle, if its files name backing files', () => {
  const formats = (format: BlockFormatName) =>
    mixedLayers(blockLayer(format, undefined), format, parseStates('.')).map(layer => layer.format);
  expect(formats('qed')).toEqual(['qcow2', 'qed', 'qcow2']);
  expect(formats('vdi')).toEqual(['vdi', 'qcow2']);
});
