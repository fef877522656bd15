import { describe, expect, it } from 'vitest';
import { parseRows } from '../../../generators/recipe/picture/parse-rows.ts';
import { columnAt } from '../../../src/harness/verdict/column.ts';

const { recipe } = parseRows(['#c', '..z', '0...']);
const cluster = 65536n;

describe('columnAt', () => {
  it.each([
    [0n, ['zero-plain']],
    [cluster, ['unallocated', 'unallocated', 'compressed']],
    [2n * cluster, ['unallocated', 'zero-allocated']],
    [3n * cluster, ['unallocated', 'end', 'end']],
    [-1n, ['end', 'end', 'end']],
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
