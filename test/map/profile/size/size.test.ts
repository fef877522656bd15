import { describe, expect, test } from 'vitest';
import type { SizeGrammar } from '../../../../src/map/profile/behaviours/sizes.ts';
import { profileOf, recorded } from '../../../../src/map/profile/profile.ts';
import { parseSize } from '../../../../src/map/profile/size/size.ts';

type Expected = number | bigint | 'malformed' | 'range';
const kib = 1024n;
const eib = kib ** 6n;

/** How `-s VALUE` was read: measured in qemu-img 5.2, 7.2, 10.0 and 11.1; the last two are equal. */
const measured: readonly [values: string, in52: Expected, in72: Expected, in100: Expected][] = [
  ['1k', 1024, 1024, 1024],
  ['1K', 1024, 1024, 1024],
  ['1.5k', 1536, 1536, 1536],
  ['1b', 1, 1, 1],
  ['+5', 5, 5, 5],
  [' 5', 5, 5, 5],
  ['010', 10, 10, 10],
  ['0x1000', 4096, 4096, 4096],
  ['0X1000', 4096, 4096, 4096],
  ['0x1b', 27, 27, 27],
  ['0x1e', 30, 30, 30],
  ['1.5', 'malformed', 'malformed', 'malformed'],
  ['0.5b', 'malformed', 'malformed', 'malformed'],
  ['1.0', 1, 1, 1],
  ['1.', 1, 1, 1],
  ['1.0b', 1, 1, 1],
  ['.5k', 512, 'malformed', 512],
  ['.k', 'malformed', 'malformed', 'malformed'],
  ['k', 'malformed', 'malformed', 'malformed'],
  ['', 'malformed', 'malformed', 'malformed'],
  ['0x', 'malformed', 'malformed', 'malformed'],
  ['0x1.8', 'malformed', 'malformed', 'malformed'],
  ['0b1', 'malformed', 'malformed', 'malformed'],
  ['5 ', 'malformed', 'malformed', 'malformed'],
  ['1,5k', 'malformed', 'malformed', 'malformed'],
  ['1.5kk', 'malformed', 'malformed', 'malformed'],
  ['0x1000k', 4194304, 4194304, 'malformed'],
  ['0x1p3', 8, 'malformed', 'malformed'],
  ['1e3', 1000, 'malformed', 'malformed'],
  ['1e', eib, eib, eib],
  ['1E', eib, eib, eib],
  ['1.5e', (3n * eib) / 2n, (3n * eib) / 2n, (3n * eib) / 2n],
  ['-1', 'range', 'malformed', 'range'],
  ['-0', 0, 'malformed', 'range'],
  ['-1k', 'range', 'malformed', 'malformed'],
  ['-0x1', 'range', 'malformed', 'malformed'],
  ['0.1k', 102, 102, 102],
  ['0.0005k', 0, 1, 1],
  ['1.9999999999999999999k', 2048, 1024, 2048],
  ['9223372036854775807', 1n << 63n, (1n << 63n) - 1n, (1n << 63n) - 1n],
  ['0x7fffffffffffffff', 1n << 63n, (1n << 63n) - 1n, (1n << 63n) - 1n],
  ['9223372036854775808', 1n << 63n, 1n << 63n, 1n << 63n],
  ['8E', 8n * eib, 8n * eib, 8n * eib],
  ['16E', 'range', 'range', 'range'],
  ['9'.repeat(23), 'range', 'range', 'range'],
  ['7E', 7n * eib, 7n * eib, 7n * eib],
  ['8191P', 8191n * kib ** 5n, 8191n * kib ** 5n, 8191n * kib ** 5n],
];

const value = (expected: Expected) =>
  expected === 'range' ? 'out-of-range' : expected === 'malformed' ? expected : BigInt(expected);

describe.each(measured)('%j', (text, in52, in72, in100) => {
  test.each([
    ['5.2', in52],
    ['7.2', in72],
    ['10.0', in100],
    ['11.1', in100],
  ] as const)('in %s', (name, expected) => {
    expect(parseSize(text, recorded[name].sizeGrammar).value).toBe(value(expected));
  });
});

describe('a number that is too large', () => {
  test.each<[string, SizeGrammar, Expected]>([
    ['18446744073709551615', 'strict', (1n << 64n) - 1n],
    ['18446744073709551616', 'strict', 'range'],
    ['18446744073709551615', 'fixed-point', (1n << 64n) - 1n],
    ['18446744073709551616', 'fixed-point', 'range'],
    ['0x10000000000000000', 'fixed-point', 'range'],
    ['0x10000000000000000', 'strict', 'range'],
    ['18446744073709551616k', 'fixed-point', 'malformed'],
    ['18446744073709551616k', 'strict', 'malformed'],
    ['18446744073709551616k', 'double', 'range'],
    ['16Ex', 'strict', 'malformed'],
    ['1e400', 'double', 'range'],
    ['1e400k', 'double', 'malformed'],
    ['1e-400', 'double', 'range'],
    ['0e-400', 'double', 0],
  ])('%s as %s', (text, grammar, expected) => {
    expect(parseSize(text, grammar).value).toBe(value(expected));
  });
});

describe('a floating-point number before 6.0', () => {
  test.each<[string, Expected]>([
    ['0x1.8p1', 3],
    ['0x.8k', 512],
    ['0x1.', 1],
    ['0x20000000000001p0', 2n ** 53n],
    ['0x200000000000011p0', 2n ** 57n + 32n],
    ['0x2000000000000100000000001p-40', 2n ** 57n + 32n],
    ['9007199254740993', 9007199254740992],
    ['1e', eib],
    ['1e+', 'malformed'],
    ['nan', 'malformed'],
    ['inf', 'malformed'],
    ['infinity', 'malformed'],
    ['-0.1k', 'range'],
    ['-0.5', 'malformed'],
  ])('%s', (text, expected) => {
    expect(parseSize(text, 'double').value).toBe(value(expected));
  });
});

describe('a fraction', () => {
  test.each<[string, SizeGrammar, Expected]>([
    ['1.00000000000000000000000001', 'fixed-point', 1],
    ['1.00000000000000000000000001', 'strict', 'malformed'],
    ['1.99999999999999999999', 'fixed-point', 1],
    ['1.99999999999999999999', 'strict', 2],
    ['.', 'strict', 'malformed'],
    ['+.5k', 'strict', 512],
    [' .5k', 'strict', 512],
    ['-.5k', 'strict', 'malformed'],
    ['-.5', 'strict', 'range'],
    ['1.5e3', 'strict', 'malformed'],
    ['1.e', 'strict', eib],
    ['1.e', 'fixed-point', eib],
    ['1.5e3', 'fixed-point', 'malformed'],
    ['15.99999999999999999999E', 'strict', 'range'],
  ])('%s as %s', (text, grammar, expected) => {
    expect(parseSize(text, grammar).value).toBe(value(expected));
  });
});

describe('a suffix on a hexadecimal number', () => {
  test.each(['0x1000k', '0x1p3', '0xffkk', '0xffffffffffffG'])('%s causes a warning in 7.2', text => {
    expect(parseSize(text, 'fixed-point').hexSuffix).toBe(true);
  });

  test.each(['0x1000k', '0x1p3'])('%s is malformed in 8.0', text => {
    expect(parseSize(text, profileOf('8.0.0').sizeGrammar)).toEqual({ value: 'malformed' });
  });

  test.each(['0x1000', '0x1b', '1k', '0x', '0x1.8'])('%s causes no warning', text => {
    expect(parseSize(text, 'fixed-point').hexSuffix).toBeUndefined();
  });
});

test('8.0 reads signs and bare fractions as 7.2 does, and 8.1 as later versions do', () => {
  const [in80, in81] = ['8.0.0', '8.1.0'].map(version => profileOf(version).sizeGrammar);
  for (const text of ['.5k', '-1', '-0', '1k', '0x1000']) {
    expect(parseSize(text, in80!)).toEqual(parseSize(text, 'fixed-point'));
    expect(parseSize(text, in81!)).toEqual(parseSize(text, 'strict'));
  }
});
