import { describe, expect, test } from 'vitest';
import { Bytes, bytesOf, joined, latin1Of, putText } from '../../../src/map/basics/bytes.ts';

const digits = new Bytes([0x01, 0x82, 0x03, 0x84, 0x05, 0x86, 0x07, 0x88, 0x09]);

/** What Node reads of the same bytes. */
const buffer = Buffer.from(digits);

const fields = [
  'readUInt8',
  'readUInt16LE',
  'readUInt16BE',
  'readInt32LE',
  'readUInt32LE',
  'readUInt32BE',
  'readBigUInt64LE',
  'readBigUInt64BE',
  'readBigInt64LE',
] as const;

describe.each(fields)('%s', name => {
  test('reads what Node does', () => {
    expect(digits[name]()).toBe(buffer[name]());
    expect(digits[name](1)).toBe(buffer[name](1));
  });

  test('throws outside', () => {
    expect(() => digits[name](9)).toThrow(RangeError);
    expect(() => digits[name](-1)).toThrow(RangeError);
    if (name !== 'readUInt8') expect(() => digits[name](8)).toThrow(RangeError);
  });
});

test.each([
  ['writeUInt16LE', 0xfedc],
  ['writeUInt32LE', 0xfedc_ba98],
  ['writeUInt32BE', 0xfedc_ba98],
  ['writeBigUInt64BE', 0xfedc_ba98_7654_3210n],
] as const)('%s writes what Node does', (name, value) => {
  const [own, theirs] = [new Bytes(9), Buffer.alloc(9)];
  own[name](value as never, 1);
  theirs[name](value as never, 1);
  expect([...own]).toEqual([...theirs]);
  expect(() => own[name](value as never, 8)).toThrow(RangeError);
});

test('a part is of the same kind', () => {
  expect(digits.subarray(1, 5).readUInt32BE()).toBe(0x8203_8405);
});

test('text and bytes, one character each', () => {
  const all = String.fromCharCode(...Array.from({ length: 256 }, (_, byte) => byte)).repeat(100);
  expect(bytesOf(all).latin1() === all).toBe(true);
  expect(latin1Of(bytesOf(all), 3, 9000) === all.slice(3, 9000)).toBe(true);
  const bytes = new Uint8Array(4);
  putText('\xff\x01', bytes, 1);
  expect([...bytes]).toEqual([0, 255, 1, 0]);
  putText('ab', bytes, 2);
  expect([...bytes]).toEqual([0, 255, 97, 98]);
});

test('a text of megabytes takes no more memory than its bytes', () => {
  const bytes = new Bytes(4 * 2 ** 20).fill(0x61);
  const before = process.memoryUsage().heapUsed;
  const text = bytes.latin1();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(16 * 2 ** 20);
  expect(text).toHaveLength(bytes.length);
});

test.each([
  ['kol', 0, true],
  ['koly', 4, true],
  ['koly', 0, false],
  ['koly!', 13, false],
  ['', 99, true],
])('whether %j stands at %d', (text, at, expected) => {
  expect(bytesOf('kol koly kok koly').hasText(text, at)).toBe(expected);
});

test.each([
  ['ab\0cd\0', 'ab'],
  ['\0', ''],
  ['abc', 'abc'],
])('%j ends at the first zero', (text, found) => {
  expect(bytesOf(text).latin1ToZero()).toBe(found);
});

test.each([
  ['koly', 0, 4],
  ['koly', 5, 13],
  ['kol', 0, 0],
  ['y!', 0, -1],
])('%s is found from %d on at %d', (text, from, at) => {
  expect(bytesOf('kol koly kok koly').indexOfText(text, from)).toBe(at);
});

test.each([0, 255, 256, 257, 1000])(
  'a text is found behind %d other bytes, and behind the first one of it',
  count => {
    const bytes = bytesOf(`${'-'.repeat(count)}k${'-'.repeat(count)}koly`);
    expect(bytes.indexOfText('koly')).toBe(2 * count + 1);
    expect(bytes.indexOfText('koly', 2 * count + 2)).toBe(-1);
  },
);

test('hexadecimal digits, equal bytes, joined ones', () => {
  expect(digits.hex(1, 4)).toBe('820384');
  expect(digits.equals(Uint8Array.from(digits))).toBe(true);
  expect(digits.equals(digits.subarray(1))).toBe(false);
  expect(digits.equals(Uint8Array.from(digits, byte => byte & 0x7f))).toBe(false);
  expect(joined([digits.subarray(0, 2), bytesOf('x')]).hex()).toBe('018278');
});
