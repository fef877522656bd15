import { expect, test } from 'vitest';
import { landmarksOf } from '../../../../generators/corrupt/qcow2/landmarks.ts';
import { qcow2 } from '../../write/written.ts';

test('the places of a small file are header, refcounts, L1, L2, clusters and end', () => {
  expect(landmarksOf(qcow2('#.#')).places).toEqual(
    [0, 0x10000, 0x20000, 0x30000, 0x40000, 0x50000, 0x70000].map(BigInt),
  );
});

test.each([
  [qcow2('#', { version: 2 }), 72],
  [qcow2('#'), 104],
  [qcow2('#', { compression: 'zstd' }), 112],
  [qcow2('#', { headerLength: 120 }), 120],
])('extensions begin after the header', (layer, end) => {
  expect(landmarksOf(layer).headerEnd).toBe(end);
});
