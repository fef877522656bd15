import { expect, test } from 'vitest';
import type { SubclusterState } from '../../../../../generators/recipe/recipe.ts';
import { subclusterBitmap } from '../../../../../generators/write/qcow2/tables/subcluster-bitmap.ts';

test('bit i of a mixed cluster means subcluster i is allocated, bit 32 + i that it reads as zeros', () => {
  const run = (state: SubclusterState, count: number) => ({ state, count });
  expect(
    subclusterBitmap({
      state: 'mixed',
      subclusters: [run('data', 1), run('reserved', 2), run('zero-allocated', 3), run('data-hole', 26)],
    }),
  ).toBe(0x00000038_ffffffc1n);
  expect(
    subclusterBitmap({ state: 'mixed', subclusters: [run('unallocated', 16), run('zero-plain', 16)] }),
  ).toBe(0xffff0000_00000000n);
  expect(subclusterBitmap({ state: 'mixed', subclusters: [run('illegal', 1), run('reserved', 31)] })).toBe(
    0x00000001_00000001n,
  );
});

test.each([
  ['data', 0x00000000_ffffffffn],
  ['zero-plain', 0xffffffff_00000000n],
  ['zero-allocated', 0xffffffff_00000000n],
  ['reserved', 0n],
  ['illegal', 0xffffffff_ffffffffn],
  ['compressed', 0n],
] as const)('a whole cluster of %s', (state, bitmap) => {
  expect(subclusterBitmap({ state })).toBe(bitmap);
});
