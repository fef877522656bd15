import { expect, test } from 'vitest';
import { Scanner } from '../../../../src/map/drivers/vmdk/scanner.ts';
import { recorded } from '../../../../src/map/profile/profile.ts';

test('a word ends at white space or at its greatest length, and what is left is the next field', () => {
  const scanner = new Scanner('\n VMFSSPARSE"a b" \r\n12', 0);
  expect(scanner.word(10)).toBe('VMFSSPARSE');
  scanner.skipBlanks();
  expect(scanner.quote()).toBe(true);
  expect(scanner.quoted(511)).toBe('a b');
  expect(scanner.quote()).toBe(true);
  expect(scanner.integer()).toBe(12n);
  expect(scanner.word(10)).toBeUndefined();
});

test.each([
  ['12', 12n],
  [' +7x', 7n],
  ['-7', -7n],
  ['0x10', 0n],
  ['99999999999999999999', 2n ** 63n - 1n],
  ['-99999999999999999999', -(2n ** 63n)],
  ['-', undefined],
  ['x', undefined],
  ['', undefined],
])('the number of %s', (text, value) => {
  expect(new Scanner(text, 0).integer()).toBe(value);
});

test.each([
  ['ffffffff', true, true],
  [' -0X1', true, true],
  ['g', false, false],
  ['0xg', true, false],
])('whether %s begins with a hexadecimal number in 10.0 and in 11.1', (text, older, newer) => {
  expect(new Scanner(text, 0).hasHexadecimal(recorded['10.0'])).toBe(older);
  expect(new Scanner(text, 0).hasHexadecimal(recorded['11.1'])).toBe(newer);
});

test('a name may be cut, and an empty one is none', () => {
  expect(new Scanner('abcdef"', 0).quoted(3)).toBe('abc');
  expect(new Scanner('"', 0).quoted(3)).toBeUndefined();
  expect(new Scanner('a\nb"', 0).quoted(9)).toBe('a');
});
