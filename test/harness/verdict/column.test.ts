import { describe, expect, it, test } from 'vitest';
import { parseRows } from '../../../generators/recipe/picture/parse-rows.ts';
import { columnAt, decidingStateOf } from '../../../src/harness/verdict/column.ts';

const { recipe } = parseRows(['#c', '..z', '0...']);
const cluster = 65536n;

describe('columnAt', () => {
  it.each([
    [0n, ['zero-plain']],
    [cluster, ['unallocated', 'unallocated', 'compressed']],
    [2n * cluster, ['unallocated', 'zero-allocated']],
    [3n * cluster, ['unallocated', 'end']],
    [-1n, ['end']],
  ])('goes from the top down to the layer that decides: at %s', (at, column) => {
    expect(columnAt(recipe, at)).toEqual(column);
  });

  it.each([
    [0n, ['data']],
    [2047n, ['data']],
    [2048n, ['reserved', 'zero-plain']],
    [cluster - 1n, ['reserved', 'unallocated']],
    [cluster, ['illegal']],
    [2n * cluster - 1n, ['illegal']],
    [2n * cluster, ['reserved', 'end']],
  ])('looks into clusters for their subclusters, and past reserved ones: at %s', (at, column) => {
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

it('has whole sectors of a layer', () => {
  const { recipe } = parseRows(['base.qcow2 qcow2 64k size=1000 |#|', 'top.qcow2 qcow2 64k |.|']);
  expect(columnAt(recipe, 1023n)).toEqual(['unallocated', 'data']);
  expect(columnAt(recipe, 1024n)).toEqual(['unallocated', 'end']);
});
