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
});
