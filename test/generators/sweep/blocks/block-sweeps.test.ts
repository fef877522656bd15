import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { BlockKind } from '../../../../generators/recipe/blocks/block-format.ts';
import { type BlockFormatName, blockFormats } from '../../../../generators/recipe/blocks/block-formats.ts';
import type { Edit, Layer } from '../../../../generators/recipe/recipe.ts';
import { validateRecipe } from '../../../../generators/recipe/validation/validate-recipe.ts';
import { blockReaders } from '../../../../generators/sweep/blocks/block-readers.ts';
import { chainRecipe, columnSweep } from '../../../../generators/sweep/columns/column-sweep.ts';
import { blockLayer, mixedLayers, statesInFiles } from '../../../../generators/sweep/columns/sweep-layer.ts';
import { parseStates } from '../../../../generators/sweep/columns/sweep-state.ts';
import { writtenColumns } from '../../../../generators/sweep/columns/written-columns.ts';
import { inWrittenFolder } from '../../write/written.ts';

/** Each kind of image that is swept: its blocks have several states. */
const kinds = Object.entries(blockFormats).flatMap(([format, { kinds, sizes }]) =>
  Object.entries(kinds)
    .filter(([, kind]) => statesInFiles(kind).length > 1)
    .map(
      ([subformat, kind]) =>
        [format as BlockFormatName, subformat, (kind.sizes ?? sizes).least, changedEntries(kind)] as const,
    ),
);

/** Edits of three entries, or of the length of a table that has no fields. */
function changedEntries({ tables, fields }: BlockKind): readonly Edit[] {
  const field = (['table', 'l2'] as const).find(name => name in tables);
  if (field !== undefined) return [2, 4, 5].map(index => ({ field, index, value: 0n }));
  return [...fields.keys()]
    .filter(name => /^(list|resource_fork)_length$/.test(name))
    .map(name => ({ field: 'header', name, value: 0n }));
}

describe.each(kinds)('a sweep of %s, %s', (format, subformat, unit, changed) => {
  const layers = mixedLayers(blockLayer(format, subformat), format, parseStates('.#'));
  const sweep = columnSweep({ layers, window: 2, unit });
  const coverage = (edits: readonly Edit[]) => {
    const coverage = sweep.coverage();
    for (const chain of sweep.chains()) {
      const edited = chainRecipe(chain).layers.map(
        layer => (layer.format === format ? { ...layer, edits } : layer) as Layer,
      );
      expect(validateRecipe({ layers: edited })).not.toMatchObject({ kind: 'ill-formed' });
      inWrittenFolder({ layers: edited }, folder =>
        coverage.add(
          writtenColumns(
            layers,
            edited.map(({ name }) => join(folder, name)),
          ),
        ),
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
    const { covered, possible } = coverage(changed);
    expect(covered).toBeLessThan(possible);
  });
});

test('each format that is swept has a reader, and no other', () => {
  expect(Object.keys(blockReaders).sort()).toEqual([...new Set(kinds.map(([format]) => format))].sort());
});

test('a layer over and under others is in the middle, if its files name backing files', () => {
  const formats = (format: BlockFormatName) =>
    mixedLayers(blockLayer(format, undefined), format, parseStates('.')).map(layer => layer.format);
  expect(formats('qed')).toEqual(['qcow2', 'qed', 'qcow2']);
  expect(formats('vdi')).toEqual(['vdi', 'qcow2']);
});
