import { expect, test } from 'vitest';
import { firstInHash } from '../../../../src/map/options/schema/first-in-hash.ts';

// What qemu-img 7.2, 10.0 and 11.1 call unexpected of a target with these keys besides `driver`.
test.each([
  ['foo bar', 'bar'],
  ['bar foo', 'bar'],
  ['a b c', 'b'],
  ['c b a', 'b'],
  ['one two three', 'three'],
  ['zzz yyy xxx www', 'www'],
  ['offset file', 'offset'],
])('of %s it is %s', (keys, first) => {
  const wanted = keys.split(' ');
  expect(firstInHash(wanted, ['driver', ...wanted])).toBe(first);
});

test('one key needs no table, however many there are', () => {
  const all = Array.from({ length: 20 }, (_, index) => `k${index}`);
  expect(firstInHash(['k19'], all)).toBe('k19');
  expect(firstInHash([], all)).toBeUndefined();
});

test('the order in a table that has grown is unknown', () => {
  const all = Array.from({ length: 8 }, (_, index) => `k${index}`);
  expect(() => firstInHash(['k1', 'k2'], all)).toThrow('an object with k1 and k2 is not supported yet');
});
