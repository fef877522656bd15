import { describe, expect, test } from 'vitest';
import { blockFormats } from '../../../../generators/recipe/blocks/block-formats.ts';
import { plainLayer } from '../../../../generators/recipe/formats.ts';
import { normalRecipe } from '../../../../generators/recipe/normal-form.ts';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { printChain } from '../../../../generators/recipe/picture/print/print-chain.ts';
import type { BlockLayer, CellRun, Edit, TableField } from '../../../../generators/recipe/recipe.ts';
import { writerOf } from '../../../../generators/write/writers.ts';
import type { WrittenFile } from '../../../../generators/write/written-file.ts';

/** A layer of each kind of each format, with a block in each state. */
const layers = Object.entries(blockFormats).flatMap(([format, { kinds, sizes }]) =>
  Object.entries(kinds).map(([subformat, { states, sizes: own = sizes }]): [string, BlockLayer] => {
    const cells = states.map((state): CellRun => ({ state, count: 1 }));
    const layer = plainLayer(format as BlockLayer['format'], { name: 'a', unit: own.least, cells });
    return [`${format}, ${subformat}`, { ...layer, subformat } as BlockLayer];
  }),
);

/** The file that edits of fields change: the only one, or that of the first extent. */
function editedFile(layer: BlockLayer): WrittenFile {
  const [own, extent] = writerOf(layer).files(layer, { name: null, format: null });
  return extent ?? own!;
}

describe.each(layers)('%s', (_, layer) => {
  const { kinds } = blockFormats[layer.format];
  const kind = kinds[layer.subformat!]!;
  const value = 0x0102_0304_0506_0708n;

  test('a layer with each of its states stays the same when printed and read', () => {
    const recipe = { layers: [layer] };
    expect(parseCase(printChain(recipe)).recipe).toEqual(normalRecipe(recipe));
  });

  test('its file has each field, and none of the others', () => {
    const { length } = editedFile(layer);
    for (const name of kind.fields.keys()) {
      const { at, width } = writerOf(layer).fieldPlace(layer, { field: 'header', name, value });
      expect(at + BigInt(width), name).toBeLessThanOrEqual(length);
    }
    expect(() => writerOf(layer).fieldPlace(layer, { field: 'header', name: 'none', value })).toThrow(
      'a: the header has no field none',
    );
    expect(() => writerOf(layer).fieldPlace(layer, { field: 'refcount', index: 0, value })).toThrow(
      'a: the file has no refcount[0]',
    );
  });

  test('entries of its tables differ by state', () => {
    const { length, pieces } = editedFile(layer);
    const bytes = Buffer.alloc(Number(length));
    for (const piece of pieces) piece.bytes.copy(bytes, piece.at);
    // An entry of the first of two tables stands for many blocks.
    for (const field of (Object.keys(kind.tables) as TableField[]).filter(name => name !== 'l1')) {
      const edits = layer.cells.map(
        (_, index): Extract<Edit, { index: number }> => ({ field, index, value }),
      );
      const entries = edits.map(edit => {
        const { at, width } = writerOf(layer).fieldPlace(layer, edit);
        return bytes.toString('hex', Number(at), Number(at) + width);
      });
      expect(new Set(entries).size, entries.join()).toBe(layer.cells.length);
      expect(() => writerOf(layer).fieldPlace(layer, { field, index: 99, value })).toThrow(
        `a: the file has no ${field}[99]`,
      );
    }
  });
});
