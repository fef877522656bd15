import { expect, test } from 'vitest';
import { normalRecipe } from '../../../generators/recipe/normal-form.ts';
import type { Layer } from '../../../generators/recipe/recipe.ts';

const base: Layer = { format: 'raw', name: 'b.raw', unit: 512, cells: [{ state: 'data', count: 2 }] };
const top: Layer = {
  format: 'qcow2',
  name: 'd/t.qcow2',
  unit: 512,
  version: 3,
  cells: [
    { state: 'data', count: 2 },
    { state: 'zero-plain', count: 1 },
  ],
};

test('values that equal their defaults are dropped', () => {
  const stated: Layer = {
    ...top,
    size: 1536n,
    backing: '../b.raw',
    backingFormat: 'raw',
    headerLength: 104,
    slots: [0, 1],
    refcountBits: 16,
    extensions: [],
    snapshots: [],
    bitmaps: [],
    edits: [],
  };
  expect(normalRecipe({ layers: [{ ...base, size: 1024n }, stated] })).toEqual({ layers: [base, top] });
});

test('values that differ from their defaults stay', () => {
  const stated: Layer = {
    ...top,
    size: 1535n,
    backing: 'b.raw',
    backingFormat: 'qcow2',
    headerLength: 120,
    slots: [1, 0],
    refcounts: 'none',
    l2: 'all',
    extendedL2: true,
    compression: 'zstd',
    refcountBits: 8,
    dataFile: 'd',
    dataFileRaw: true,
    encryption: { method: 'aes', password: 'a' },
    dirty: true,
    corrupt: true,
    lazyRefcounts: true,
    extensions: [{ type: 1, data: '' }],
    snapshots: [{ name: '', cells: [] }],
    bitmaps: [{ name: 'b', granularity: 512, disabled: true, inUse: true, cells: [] }],
    edits: [{ field: 'length', value: 0n }],
  };
  expect(normalRecipe({ layers: [base, stated] })).toEqual({ layers: [base, stated] });
});

test('runs are joined, and hexadecimal becomes lower case', () => {
  const cells = [
    { state: 'data', count: 1 },
    { state: 'data', count: 1 },
  ] as const;
  const layer: Layer = {
    ...top,
    cells,
    extensions: [{ type: 1, data: 'AB' }],
    edits: [{ field: 'byte', at: 1n, bytes: 'CD' }],
  };
  expect(normalRecipe({ layers: [layer] }).layers[0]).toMatchObject({
    cells: [{ state: 'data', count: 2 }],
    extensions: [{ type: 1, data: 'ab' }],
    edits: [{ field: 'byte', at: 1n, bytes: 'cd' }],
  });
});

test('a cut layer keeps its backing format, but drops `nofmt`', () => {
  const cut = { ...top, backing: null };
  expect(normalRecipe({ layers: [base, { ...cut, backingFormat: null }] }).layers[1]).toEqual(cut);
  expect(normalRecipe({ layers: [base, { ...cut, backingFormat: 'raw' }] }).layers[1]).toEqual({
    ...cut,
    backingFormat: 'raw',
  });
});
