import { expect, test } from 'vitest';
import type { Edit, Recipe } from '../../../../generators/recipe/recipe.ts';
import { budgetOf } from '../../../../src/harness/finding/reduce/budget.ts';
import { fewerEdits, lesserEdits } from '../../../../src/harness/finding/reduce/fewer-edits.ts';
import { reduce } from '../../../../src/harness/finding/reduce/reduce.ts';

const size: Edit = { field: 'header', name: 'size', value: 0x30200n };
const word: Edit = { field: 'l2', index: 0, value: 0x8000000000070200n };
const bytes: Edit = { field: 'byte', at: 0x48n, bytes: '0102030405' };

function damaged(...edits: Edit[]): Recipe {
  const cells = [{ state: 'data', count: 3 }] as const;
  return { layers: [{ format: 'qcow2', name: 'a.qcow2', unit: 65536, version: 3, cells, edits }] };
}
const editsOf = (recipes: Iterable<Recipe>): unknown[] =>
  [...recipes].map(({ layers }) => layers[0]!.edits ?? 'none');

test('offers no damage, one edit, one edit less', () => {
  expect(editsOf(fewerEdits(damaged(size, word, bytes)))).toEqual([
    'none',
    [size],
    [word],
    [bytes],
    [word, bytes],
    [size, bytes],
    [size, word],
  ]);
});

test('offers half of the bytes and plainer words', () => {
  expect(editsOf(lesserEdits(damaged(bytes)))).toEqual([
    [{ ...bytes, bytes: '0102' }],
    [{ field: 'byte', at: 0x4an, bytes: '030405' }],
  ]);
  const values = editsOf(lesserEdits(damaged(word))).map(edits => (edits as [{ value: bigint }])[0].value);
  expect(values).toEqual([0x200n, 1n << 63n, 0x70200n]);
});

test('lets reduction end with the one edit and the one bit that matter', async () => {
  const from = { notes: [], recipe: damaged(size, word, bytes), queries: [['a.qcow2']] };
  const unaligned = (edit: Edit): boolean => edit.field === 'l2' && (edit.value & 0x200n) !== 0n;
  const { smallest } = await reduce(
    from,
    async ({ recipe }) => recipe.layers[0]?.edits?.some(unaligned) ?? false,
    budgetOf(5_000),
  );
  expect(smallest.recipe.layers[0]!.edits).toEqual([{ ...word, value: 0x200n }]);
});
