import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { interestingValue } from '../../../generators/corrupt/interesting-value.ts';

function drawn(constraints: Parameters<typeof interestingValue>[0]): Set<bigint> {
  return new Set(fc.sample(interestingValue(constraints), { seed: 1, numRuns: 20_000 }));
}

test.each([1, 2, 4, 8] as const)('values of a word of %d bytes fit it', width => {
  const most = 1n << BigInt(8 * width);
  for (const value of drawn({ width, near: [0n, most] })) expect(value >= 0n && value < most).toBe(true);
});

test.each([
  ['0', 0n],
  ['1', 1n],
  ['all ones', 2n ** 64n - 1n],
  ['a power of two', 1n << 40n],
  ['one less', (1n << 40n) - 1n],
  ['one more', (1n << 40n) + 1n],
  ['a multiple of the cluster size', 65536n << 20n],
  ['the last signed number', 2n ** 63n - 1n],
  ['a sector before the signed end', 2n ** 63n - 512n],
  ['a given value', 0x30000n],
  ['a byte before a given value', 0x2ffffn],
  ['a sector after a given value', 0x30200n],
  ['a cluster after a given value', 0x40000n],
])('%s occurs', (_, value) => {
  expect(drawn({ width: 8, near: [0x30000n] })).toContain(value);
});
