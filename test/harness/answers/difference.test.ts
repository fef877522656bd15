import { describe, expect, test } from 'vitest';
import { differenceOfExtents } from '../../../src/harness/answers/difference.ts';
import type { ReadExtent } from '../../../src/harness/answers/extents/read-extent.ts';

const plain = { depth: 0, present: true, zero: false, data: true, compressed: false };

function extent(start: bigint, length: bigint, more: Partial<ReadExtent> = {}): ReadExtent {
  return { start, length, ...plain, ...more };
}

describe('differenceOfExtents', () => {
  test('equal lists have no difference', () => {
    const list = [extent(0n, 10n, { offset: 100n }), extent(10n, 5n, { depth: 1 })];
    expect(differenceOfExtents(list, structuredClone(list))).toBeUndefined();
  });

  test('a byte that only one side covers comes before any field', () => {
    const left = [extent(0n, 10n), extent(10n, 10n)];
    expect(differenceOfExtents(left, [extent(0n, 10n, { depth: 3 })])).toEqual({ kind: 'coverage', at: 10n });
    expect(differenceOfExtents([extent(5n, 5n)], [extent(0n, 10n)])).toEqual({ kind: 'coverage', at: 0n });
  });

  test('the first byte that differs counts, and there the first field in order', () => {
    const left = [extent(0n, 20n, { zero: true })];
    const right = [extent(0n, 8n, { zero: true }), extent(8n, 12n, { data: false })];
    expect(differenceOfExtents(left, right)).toEqual({
      kind: 'field',
      field: 'zero',
      at: 8n,
      left: 'true',
      right: 'false',
    });
  });

  test('offsets are compared byte by byte, not as numbers of an extent', () => {
    const whole = [extent(0n, 20n, { offset: 100n })];
    const halves = [extent(0n, 10n, { offset: 100n }), extent(10n, 10n, { offset: 110n })];
    expect(differenceOfExtents(whole, halves)).toEqual({ kind: 'cut', at: 10n });
    const moved = [extent(0n, 10n, { offset: 100n }), extent(10n, 10n, { offset: 111n })];
    expect(differenceOfExtents(whole, moved)).toEqual({ kind: 'field', field: 'offset', at: 10n });
    expect(differenceOfExtents(whole, [extent(0n, 20n)])).toEqual({
      kind: 'field',
      field: 'has offset',
      left: 'true',
      right: 'false',
      at: 0n,
    });
  });

  test('numbers above 2^53 are compared exactly', () => {
    const far = 2n ** 60n + 1n;
    expect(differenceOfExtents([extent(far, 1n)], [extent(far, 2n)])).toEqual({
      kind: 'coverage',
      at: far + 1n,
    });
  });

  test('the one entry of an empty window is compared', () => {
    expect(differenceOfExtents([extent(7n, 0n)], [extent(7n, 0n)])).toBeUndefined();
    expect(differenceOfExtents([extent(7n, 0n)], [extent(8n, 0n)])).toEqual({ kind: 'coverage', at: 7n });
    expect(differenceOfExtents([extent(7n, 0n)], [extent(7n, 0n, { depth: 1 })])).toEqual({
      kind: 'field',
      field: 'depth',
      at: 7n,
    });
  });

  test('rows of human tables are compared, gaps included', () => {
    const row = (start: bigint, length: bigint): ReadExtent => ({
      start,
      length,
      offset: start + 100n,
      file: 'a',
    });
    expect(differenceOfExtents([row(0n, 5n), row(20n, 5n)], [row(0n, 5n), row(20n, 5n)])).toBeUndefined();
    expect(differenceOfExtents([row(0n, 5n)], [row(0n, 5n), row(20n, 5n)])).toEqual({
      kind: 'coverage',
      at: 20n,
    });
  });
});
