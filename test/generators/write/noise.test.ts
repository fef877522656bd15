import { expect, test } from 'vitest';
import { noise } from '../../../generators/write/noise.ts';

test('noise is hexadecimal digits, never 16 equal ones in a row', () => {
  const text = noise(3, 65536).toString('latin1');
  expect(text).toMatch(/^[0-9a-f]{65536}$/);
  expect(text).not.toMatch(/(.)\1{15}/);
});

test('the same key gives the same noise, another key other noise', () => {
  expect(noise(7, 512).equals(noise(7, 512))).toBe(true);
  const seen = new Set(Array.from({ length: 1000 }, (_, key) => noise(key, 512).toString('latin1')));
  expect(seen.size).toBe(1000);
});

test('the longest noise is as long as the largest cluster', () => {
  expect(noise(65535, 2 ** 21).length).toBe(2 ** 21);
  expect(() => noise(0, 2 ** 21 + 1)).toThrow(RangeError);
});
