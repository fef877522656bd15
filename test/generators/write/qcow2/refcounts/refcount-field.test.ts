import { expect, test } from 'vitest';
import { putRefcount, readRefcount } from '../../../../../generators/write/qcow2/refcounts/refcount-field.ts';

/** Section "Refcount block entry": within a byte from its least significant bit on. */
test.each([
  [1, 9, 1, '0002'],
  [2, 5, 3, '000c'],
  [4, 3, 9, '0090'],
  [8, 1, 0xab, '00ab'],
  [16, 1, 0x1234, '00001234'],
  [32, 1, 0x12345678, '0000000012345678'],
  [64, 1, 0x12345678, '00000000000000000000000012345678'],
])('%d bits: refcount %d set to %d', (bits, index, count, hex) => {
  const block = Buffer.alloc(hex.length / 2);
  putRefcount(block, index, bits, count);
  expect(block.toString('hex')).toBe(hex);
  expect(readRefcount(block, index, bits)).toBe(count);
});

test('neighbours within a byte stay as they are, also when a count shrinks', () => {
  const block = Buffer.from('ff', 'hex');
  putRefcount(block, 1, 2, 1);
  expect(block.toString('hex')).toBe('f7');
  expect([0, 1, 2, 3].map(index => readRefcount(block, index, 2))).toEqual([3, 1, 3, 3]);
});

test('a count that takes more bits is refused', () => {
  const block = Buffer.alloc(8);
  expect(() => putRefcount(block, 0, 1, 2)).toThrow('2 references, more than a bit can count');
  expect(() => putRefcount(block, 0, 4, 16)).toThrow('16 references, more than 4 bits can count');
  expect(block.every(byte => byte === 0)).toBe(true);
});
