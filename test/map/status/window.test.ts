import { describe, expect, test } from 'vitest';
import { rangeOf } from '../../../src/map/status/window.ts';

const max = 2n ** 63n - 1n;

describe('the range that a window names', () => {
  test.each<[string, bigint, bigint | undefined, number, bigint, bigint]>([
    ['all of it', 0n, undefined, 1024, 0n, 1024n],
    ['a length', 1n, 1n, 1024, 1n, 2n],
    ['cut at the end', 1000n, 100n, 1024, 1000n, 1024n],
    ['past the end', 2048n, undefined, 1024, 2048n, 1024n],
    ['a sum that wraps', 1024n, max, 2 ** 30, 1024n, -(2n ** 63n) + 1023n],
    ['odd, above 2^53', 2n ** 60n + 1n, 1n, 2 ** 61, 2n ** 60n + 1n, 2n ** 60n + 2n],
  ])('%s', (_, start, length, size, from, to) => {
    expect(rangeOf({ start, ...(length !== undefined && { length }) }, size)).toEqual({
      start: from,
      end: to,
    });
  });
});
