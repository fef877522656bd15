import { expect, test } from 'vitest';
import { bytesOf } from '../../../../src/map/basics/bytes.ts';
import { crc32c, crcOfChecked, hasItsChecksum } from '../../../../src/map/drivers/vhdx/crc32c.ts';

test('the check value of CRC-32C, at once and in pieces', () => {
  const bytes = bytesOf('123456789');
  expect(crc32c(bytes)).toBe(0xe306_9283);
  expect(crc32c(bytes.subarray(4), crc32c(bytes.subarray(0, 4)))).toBe(0xe306_9283);
});

test('a checksum counts as zeros in what it covers', () => {
  const bytes = bytesOf('head\0\0\0\0 and more');
  const checksum = crc32c(bytes);
  bytes.writeUInt32LE(checksum, 4);
  expect(crcOfChecked(bytes)).toBe(checksum);
  expect(hasItsChecksum(bytes)).toBe(true);
  bytes[9]! ^= 1;
  expect(hasItsChecksum(bytes)).toBe(false);
});
