import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { lengthEdits } from '../../../generators/corrupt/length-edits.ts';

const lengths = fc
  .sample(lengthEdits([0x10000n, 0x50000n], 0x50000n), { seed: 1, numRuns: 2000 })
  .flatMap(edits => edits.map(edit => (edit.field === 'length' ? edit.value : -1n)));

test.each([
  ['nothing', 0n],
  ['a version 2 header', 72n],
  ['one byte less than the header', 103n],
  ['where a table begins', 0x10000n],
  ['a sector before that', 0xfe00n],
  ['as it was', 0x50000n],
  ['a byte more', 0x50001n],
])('%s occurs', (_, length) => {
  expect(lengths).toContain(length);
});

test('no file grows by more than 1 GiB', () => {
  expect(lengths.every(length => length >= 0n && length <= 0x50000n + (1n << 30n))).toBe(true);
});
