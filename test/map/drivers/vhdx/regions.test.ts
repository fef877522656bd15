import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Regions } from '../../../../src/map/drivers/vhdx/regions.ts';
import type { ImageFile } from '../../../../src/map/file/image-file.ts';

const mebibyte = 2 ** 20;

/** What a check reports; undefined: nothing. */
function reported(given: readonly (readonly [bigint, number])[], check: (regions: Regions) => void) {
  let text: string | undefined;
  const regions = new Regions({ name: 'a.vhdx' } as ImageFile, notice => {
    text = notice;
  });
  for (const [start, length] of given) regions.add(start, length);
  try {
    check(regions);
  } catch {
    // The notice says why.
  }
  return text;
}

test('a block is checked as any other part of the file is', () => {
  const start = fc.oneof(
    fc.bigInt({ min: 0n, max: 64n * 2n ** 20n }),
    fc.bigInt({ min: 0n, max: 64n }).map(at => at * 2n ** 20n),
    fc.bigInt({ min: 2n ** 53n - 2n ** 22n, max: 2n ** 53n + 2n ** 22n }),
    fc.bigInt({ min: 2n ** 64n - 2n ** 22n, max: 2n ** 64n - 1n }),
  );
  const region = fc.tuple(start, fc.nat({ max: 4 * mebibyte }));
  const block = fc.oneof(fc.nat({ max: 64 }), fc.integer({ min: 2 ** 33 - 4, max: 2 ** 33 + 4 }));
  fc.assert(
    fc.property(fc.array(region, { maxLength: 6 }), block, (given, index) => {
      const at = index * mebibyte;
      const expected = reported(given, regions => regions.check(BigInt(at), mebibyte));
      expect(reported(given, regions => regions.checkBlock(at, mebibyte))).toBe(expected);
    }),
    { numRuns: 2000 },
  );
});

test('a region that is added between two checks counts for the second', () => {
  const text = reported([], regions => {
    regions.checkBlock(mebibyte, mebibyte);
    regions.add(BigInt(mebibyte), 1);
    regions.checkBlock(mebibyte, mebibyte);
  });
  expect(text).toContain('VHDX region 1048576-2097152 overlaps with region 1048576-1048577');
});
