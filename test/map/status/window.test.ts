import { describe, expect, test } from 'vitest';
import { rangeOf } from '../../../src/map/status/window.ts';

const max = 2n ** 63n - 1n;

describe('the range of a window', () => {
  test.each<[string, bigint, bigint | undefined, number, bigint, bigint]>([
    ['without a length goes to the end', 0n, undefined, 1024, 0n, 1024n],
    ['with a length has that length', 1n, 1n, 1024, 1n, 2n],
    ['ends at the end of the image', 1000n, 100n, 1024, 1000n, 1024n],
    ['past the end is empty', 2048n, undefined, 1024, 2048n, 1024n],
    ['is empty if start plus length wraps', 1024n, max, 2 ** 30, 1024n, -(2n ** 63n) + 1023n],
    ['is exact above 2^53', 2n ** 60n + 1n, 1n, 2 ** 61, 2n ** 60n + 1n, 2n ** 60n + 2n],
  ])('%s', (_, start, length, size, from, to) => {
    expect(rangeOf({ start, ...(length !== undefined && { length }) }, size)).toEqual({
      start: from,
      end: to,
    });
  });
});
