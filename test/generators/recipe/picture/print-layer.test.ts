import { expect, test } from 'vitest';
import { printLayer } from '../../../../generators/recipe/picture/print-layer.ts';

test('a layer by itself prints what its recipe states, with single spaces', () => {
  expect(
    printLayer({
      format: 'qcow2',
      name: 'a.qcow2',
      unit: 512,
      version: 3,
      backing: 'b.qcow2',
      backingFormat: null,
      cells: [
        { state: 'data', count: 9 },
        { state: 'unallocated', count: 1 },
      ],
      slots: [8, 7, 6, 5, 4, 3, 2, 1, 0],
    }),
  ).toBe('a.qcow2 qcow2 512 backing=b.qcow2 nofmt |#{9}.|\n    at 8..0');
  expect(printLayer({ format: 'raw', name: 'b', unit: 4096, cells: [] })).toBe('b raw 4k ||');
});
