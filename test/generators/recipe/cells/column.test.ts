import { describe, expect, test } from 'vitest';
import { columnAt, decidingStateOf } from '../../../../generators/recipe/cells/column.ts';
import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';

const { recipe } = parseRows(['#c', '..z', '0...']);
const cluster = 65536n;

describe('columnAt', () => {
  test.each([
    [0n, ['zero-plain']],
    [cluster, ['unallocated', 'unallocated', 'compressed']],
    [2n * cluster, ['unallocated', 'zero-allocated']],
    [3n * cluster, ['unallocated', 'end']],
    [-1n, ['end']],
  ])('goes from the top down to the layer that decides: at %s', (at, column) => {
    expect(columnAt(recipe, at)).toEqual(column);
  });

  test.each([
    [0n, ['data']],
    [2047n, ['data']],
    [2048n, ['reserved', 'zero-plain']],
    [cluster - 1n, ['reserved', 'unallocated']],
    [cluster, ['illegal']],
    [2n * cluster - 1n, ['illegal']],
    [2n * cluster, ['reserved', 'end']],
  ])('has the states of subclusters, and goes on below reserved ones: at %s', (at, column) => {
    const extended = parseRows([
      'base qcow2 64k extl2 |[000.{29}]|',
      'top qcow2 64k extl2 |[#-{31}][!-{31}]-|',
    ]);
    expect(columnAt(extended.recipe, at)).toEqual(column);
  });
});

test.each([
  [['unallocated', 'data'], 'data'],
  [['reserved', 'hole'], 'hole'],
  [['unallocated', 'unallocated'], 'unallocated'],
  [['unallocated', 'end'], 'unallocated'],
  [['reserved', 'unallocated'], 'reserved'],
  [['reserved', 'end'], 'reserved'],
  [['end'], 'end'],
] as const)('%j is decided by %s', (column, state) => expect(decidingStateOf(column)).toBe(state));

test('a raw layer ends after the sector of its last byte, a qcow2 layer before it', () => {
  const over = (base: string) => parseRows([base, 'top.qcow2 qcow2 64k |.|']).recipe;
  const raw = over('base.raw raw 64k size=1000 |#|');
  expect([999n, 1000n, 1024n].map(at => columnAt(raw, at).at(-1))).toEqual(['data', 'hole', 'end']);
  const qcow2 = over('base.qcow2 qcow2 64k size=1000 |#|');
  expect([511n, 512n].map(at => columnAt(qcow2, at).at(-1))).toEqual(['data', 'end']);
});
