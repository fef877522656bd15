import { describe, expect, test } from 'vitest';
import { countReferenced } from '../../../../../src/map/drivers/qcow2/tables/refcounts.ts';

describe('refcounts that are not zero are counted', () => {
  test.each([
    [0, '05', 8, 2],
    [0, '05', 2, 1],
    [1, '09', 4, 2],
    [2, '10', 2, 1],
    [2, '10', 1, 0],
    [3, '0100ff', 3, 2],
    [4, '000100000100', 3, 2],
    [5, '000000010000000000010000', 3, 2],
    [6, '00000000000000000000000000000001', 2, 1],
  ])('order %d: %s, the first %d', (order, bytes, entries, count) => {
    expect(countReferenced(Buffer.from(bytes, 'hex'), order, entries, 100)).toBe(count);
  });
});

test('counting stops at the number that is enough', () => {
  expect(countReferenced(Buffer.alloc(64, 1), 3, 64, 5)).toBe(5);
});
