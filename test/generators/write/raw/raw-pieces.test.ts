import { expect, test } from 'vitest';
import { raw, written } from '../written.ts';

test.each([
  {
    cells: '#.#',
    unit: 100,
    size: undefined,
    length: 300,
    data: [
      [0, 100],
      [200, 300],
    ],
  },
  { cells: '##', unit: 512, size: 1000n, length: 1000, data: [[0, 1000]] },
  { cells: '#', unit: 512, size: 1001n, length: 1001, data: [[0, 512]] },
  { cells: '', unit: 512, size: 0n, length: 0, data: [] },
])('$cells of $unit bytes, size $size', ({ cells, unit, size, length, data }) => {
  const file = written(raw(cells, { unit, ...(size === undefined ? {} : { size }) }));
  expect(file.length).toBe(length);
  file.forEach((byte, at) => {
    expect(byte !== 0, `byte ${at}`).toBe(data.some(([from, to]) => at >= from! && at < to!));
  });
});

test('neighbouring chunks of a long data run differ', () => {
  const file = written(raw('#', { unit: 200_000 }));
  expect(file.subarray(0, 65536).equals(file.subarray(65536, 131072))).toBe(false);
  expect(file.includes(0)).toBe(false);
});
