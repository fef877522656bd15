import { describe, expect, test } from 'vitest';
import { emptyContainer, type Options, type OptionValue } from '../../../src/map/options/options.ts';
import { takeTyped } from '../../../src/map/options/typed-options.ts';
import { type RecordedName, recorded } from '../../../src/map/profile/profile.ts';

const types = { offset: 'size', batch: 'number', 'read-only': 'switch', name: 'text' } as const;

function take(
  values: Record<string, OptionValue>,
  version: RecordedName = '11.1',
  notice = (_: string) => {},
) {
  return takeTyped(new Map(Object.entries(values)), types, { profile: recorded[version], notice });
}

test('options are converted to their types, and other options are left', () => {
  const options: Options = new Map<string, OptionValue>([
    ['offset', '4k'],
    ['batch', { number: '7' }],
    ['read-only', true],
    ['name', 'x'],
    ['other', 'y'],
  ]);
  const taken = takeTyped(options, types, { profile: recorded['11.1'], notice: () => {} });
  expect(taken).toEqual({ offset: 4096n, batch: 7n, 'read-only': true, name: 'x' });
  expect([...options.keys()]).toEqual(['other']);
});

test('null and empty objects count as not given', () => {
  expect(take({ offset: null, batch: emptyContainer, 'read-only': null })).toEqual({});
});

test('numbers and switches become text', () => {
  expect(take({ name: { number: '5' } })).toEqual({ name: '5' });
  expect(take({ name: true })).toEqual({ name: 'on' });
});

describe('switches', () => {
  test.each(['on', 'yes', 'true', 'y'])('%s', value => {
    expect(take({ 'read-only': value })).toEqual({ 'read-only': true });
  });
  test.each(['off', 'no', 'false', 'n'])('%s', value => {
    expect(take({ 'read-only': value })).toEqual({ 'read-only': false });
  });
  test.each(['maybe', 'ON', '', { number: '1' }])('%j', value => {
    expect(() => take({ 'read-only': value })).toThrow("Parameter 'read-only' expects 'on' or 'off'");
  });
});

describe('numbers', () => {
  test.each([
    ['0x10', 16n],
    ['010', 8n],
    [' +5', 5n],
    ['-3', 2n ** 64n - 3n],
  ])('%s', (text, value) => {
    expect(take({ batch: text })).toEqual({ batch: value });
  });
  test.each([
    ['99999999999999999999', "Value '99999999999999999999' is too large for parameter 'batch'"],
    ['1.5', "Parameter 'batch' expects a number"],
    ['-1x', "Parameter 'batch' expects a number"],
    ['', "Parameter 'batch' expects a number"],
  ])("'%s'", (text, message) => {
    expect(() => take({ batch: text })).toThrow(message);
  });
});

describe('sizes have the grammar of -s', () => {
  const malformed = expect.objectContaining({
    text: "Parameter 'offset' expects a non-negative number below 2^64",
    hints: [
      'Optional suffix k, M, G, T, P or E means kilo-, mega-, giga-, tera-, peta-',
      'and exabytes, respectively.',
    ],
  });
  test('malformed and too large sizes are refused', () => {
    expect(() => take({ offset: 'x' })).toThrow(malformed);
    expect(() => take({ offset: '-1' }, '7.2')).toThrow(malformed);
    expect(() => take({ offset: '-1' })).toThrow("Value '-1' is out of range for parameter 'offset'");
  });
  test('7.2 warns about a suffix after hexadecimal digits', () => {
    const notices: string[] = [];
    take({ offset: '0x200k' }, '7.2', text => notices.push(text));
    expect(notices).toEqual([
      'qemu-img: warning: Using a multiplier suffix on hex numbers is deprecated: 0x200k\n',
    ]);
  });
});
