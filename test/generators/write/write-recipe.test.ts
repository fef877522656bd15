import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeRecipe } from '../../../generators/write/write-recipe.ts';
import { inWrittenFolder, qcow2, raw, written } from './written.ts';

test('folders within names are made, and a backing name is relative to its own layer', () => {
  const layers = [qcow2('#', { name: 'd/base.qcow2' }), qcow2('.', { name: 'e/f/top.qcow2' })];
  inWrittenFolder({ layers }, folder => {
    expect(readFileSync(join(folder, 'd/base.qcow2')).readUInt32BE(0)).toBe(0x514649fb);
    expect(readFileSync(join(folder, 'e/f/top.qcow2')).includes('../../d/base.qcow2\0')).toBe(true);
  });
});

test('the bytes depend on the recipe alone', () => {
  const layer = qcow2('#z0c.~c#', { unit: 512, slots: [9, 3, 1, 4] });
  expect(written(layer).equals(written(layer))).toBe(true);
});

test.each(['../a.raw', '/a.raw', 'd/../../a.raw', ''])('a name outside is refused: %j', name => {
  expect(() => written(raw('#', { name }))).toThrow(
    `${JSON.stringify(name)} is no name of a file within the case's folder`,
  );
});

test.each([
  ['data clusters', qcow2('#', { unit: 2 ** 21, cells: [{ state: 'data', count: 30_000_000 }] })],
  ['table entries', qcow2('0', { unit: 512, cells: [{ state: 'zero-plain', count: 200_000_000 }] })],
  ['a raw file', raw('#', { cells: [{ state: 'data', count: 30_000_000 }] })],
])('a chain whose %s would fill the disk is refused, and nothing is written', (_, layer) => {
  const folder = mkdtempSync(join(tmpdir(), 'room-test-'));
  const began = performance.now();
  expect(() => writeRecipe({ layers: [layer] }, folder)).toThrow(
    /would take \d+ bytes, and at most 1073741824/,
  );
  expect(performance.now() - began).toBeLessThan(2000);
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});

test('whole clusters are written, but not data-hole and gaps', () => {
  const file = written(qcow2('~#.', { slots: [0, 2] }));
  const isWritten = [0, 1, 2].map(slot =>
    file.subarray(0x50000 + slot * 65536, 0x60000 + slot * 65536).some(byte => byte !== 0),
  );
  expect(isWritten).toEqual([false, false, true]);
});

test('a sparse image of 2 PiB takes little of the host', () => {
  const layer = qcow2('#', { unit: 65536, size: 2n ** 51n, refcounts: 'none' });
  inWrittenFolder({ layers: [layer] }, folder => {
    const { size, blocks } = statSync(join(folder, 'a.qcow2'));
    expect(size).toBeGreaterThan(32 * 2 ** 20);
    expect(blocks * 512).toBeLessThan(2 ** 20);
  });
});
