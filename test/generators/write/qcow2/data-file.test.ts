import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Qcow2Layer } from '../../../../generators/recipe/recipe.ts';
import { inWrittenFolder, qcow2 } from '../written.ts';

/** One character per 512 bytes of the data file: `#` written, `.` zeros. */
function dataFile(layer: Qcow2Layer): string {
  const bytes = inWrittenFolder({ layers: [layer] }, folder => readFileSync(join(folder, layer.dataFile!)));
  const sectors = Array.from({ length: bytes.length / 512 }, (_, at) =>
    bytes.subarray(at * 512, (at + 1) * 512),
  );
  return sectors.map(sector => (sector.every(byte => byte === 0) ? '.' : '#')).join('');
}

test('every cluster of a data file stands at its guest offset; `~` is a hole', () => {
  expect(dataFile(qcow2('##0~.#', { unit: 512, dataFile: 'd/a.data' }))).toBe('##...#');
});

test('zero clusters that keep their place have stale bytes there, unless the data file is raw', () => {
  expect(dataFile(qcow2('.z#', { unit: 512, dataFile: 'a.data' }))).toBe('.##');
  expect(dataFile(qcow2('.z#', { unit: 512, dataFile: 'a.data', dataFileRaw: true }))).toBe('..#');
});

test('a data file is as long as the virtual size', () => {
  expect(dataFile(qcow2('##', { unit: 1024, size: 1536n, dataFile: 'a.data' }))).toBe('###');
  expect(dataFile(qcow2('#', { unit: 1024, size: 3072n, dataFile: 'a.data' }))).toBe('##....');
});

test('only the data subclusters of a mixed cluster are written', () => {
  const subclusters = [
    { state: 'data', count: 2 },
    { state: 'data-hole', count: 27 },
    { state: 'reserved', count: 1 },
    { state: 'zero-allocated', count: 2 },
  ] as const;
  const cells = [{ state: 'mixed', subclusters, count: 1 }] as const;
  const layer = qcow2('', { unit: 16384, extendedL2: true, cells, dataFile: 'a.data' });
  expect(dataFile(layer)).toBe(`##${'.'.repeat(27)}###`);
  expect(dataFile({ ...layer, dataFileRaw: true })).toBe(`##${'.'.repeat(30)}`);
});

test('a data file outside the folder is refused', () => {
  expect(() => dataFile(qcow2('#', { dataFile: '../a.data' }))).toThrow('"../a.data" is no name of a file');
});
