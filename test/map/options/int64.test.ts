import { expect, test } from 'vitest';
import { parseInt64, parseUint64 } from '../../../src/map/options/int64.ts';

test.each<[string, bigint | undefined, bigint | undefined]>([
  ['0x10', 16n, 16n],
  ['010', 8n, 8n],
  [' -1', -1n, 2n ** 64n - 1n],
  ['9223372036854775808', undefined, 2n ** 63n],
  ['18446744073709551616', undefined, undefined],
  ['-18446744073709551616', undefined, undefined],
  ['1.5', undefined, undefined],
  ['1k', undefined, undefined],
  ['', undefined, undefined],
])('%j', (text, signed, unsigned) => {
  expect(parseInt64(text)).toBe(signed);
  expect(parseUint64(text)).toBe(unsigned);
});

test('C libraries differ about 0b', () => {
  expect(() => parseUint64('0b1')).toThrow('the number 0b1 is not supported yet');
});
