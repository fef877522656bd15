import { expect, test } from 'vitest';
import { vhdxSeal } from '../../../../generators/corrupt/vhdx/vhdx-seal.ts';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import type { BlockLayer, Edit } from '../../../../generators/recipe/recipe.ts';
import { crc32c } from '../../../../generators/write/vhdx/crc32c.ts';
import { written } from '../../write/written.ts';

const edits: readonly Edit[] = [
  { field: 'header', name: 'log_version', value: 7n },
  { field: 'header', name: 'regions', value: 5n },
  { field: 'byte', at: 65_530n, bytes: '0102030405060708' },
];

test('the sum of a known text is that of the standard', () => {
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe306_9283);
});

test.each([
  ['header', 65_536, 4096],
  ['region table', 196_608, 65_536],
])('the checksum of the %s of a vhdx layer fits again', (_, at, length) => {
  const layer = parseCase('a vhdx 1M |.#|').recipe.layers[0] as BlockLayer;
  const bytes = written({ ...layer, edits: [...edits, ...vhdxSeal(layer, edits)] } as BlockLayer);
  const part = bytes.subarray(at, at + length);
  const stored = part.readUInt32LE(4);
  part.writeUInt32LE(0, 4);
  expect(stored).toBe(crc32c(part));
});
