import { expect, test } from 'vitest';
import { Scanner } from '../../../../../src/map/drivers/vmdk/descriptor/scanner.ts';

test.each([
  [`${'0'.repeat(100)}17 x`, 17n],
  [`-${'0'.repeat(100)}17`, -17n],
  ['+0', 0n],
  ['-0', 0n],
  ['9223372036854775806', 2n ** 63n - 2n],
  ['9223372036854775807', 2n ** 63n - 1n],
  ['9223372036854775808', 2n ** 63n - 1n],
  ['-9223372036854775808', -(2n ** 63n)],
  [`1${'0'.repeat(1000)}`, 2n ** 63n - 1n],
  [`-1${'0'.repeat(1000)}`, -(2n ** 63n)],
])('%s is the nearest number of 64 bits', (text, expected) => {
  expect(new Scanner(text, 0).integer()).toBe(expected);
});
