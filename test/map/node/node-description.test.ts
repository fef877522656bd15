import { expect, test } from 'vitest';
import { jsonNameOf, plainNameOf } from '../../../src/map/node/node-description.ts';

test('a window of a file keeps its options as they were given', () => {
  const file = { driver: 'file', filename: 'off.img' };
  expect(jsonNameOf({ driver: 'raw', offset: { number: '4096' }, size: '448k', file })).toBe(
    'json:{"offset": 4096, "driver": "raw", "size": "448k", "file": {"driver": "file", "filename": "off.img"}}',
  );
});

test('characters that JSON must escape are escaped, and all that are not ASCII', () => {
  const name = Buffer.from('a"\\\n\x7fü😀', 'utf8').toString('latin1');
  expect(jsonNameOf({ driver: 'file', filename: name })).toBe(
    'json:{"driver": "file", "filename": "a\\"\\\\\\n\\u007F\\u00FC\\uD83D\\uDE00"}',
  );
});

test.each([
  ['a byte alone', '\xff', '\\uFFFD'],
  ['bytes that go on from nothing', '\x80\x80', '\\uFFFD\\uFFFD'],
  ['a sequence that breaks off', '\xf0\x9f\x98(', '\\uFFFD('],
  ['an overlong form', '\xe0\x80\x80', '\\uFFFD'],
  ['surrogates', '\xed\xa0\x80\xed\xb0\x80', '\\uFFFD\\uFFFD'],
  ['a number above the last character', '\xf4\x90\x80\x80', '\\uFFFD'],
  ['five bytes', '\xf8\x88\x80\x80\x80', '\\uFFFD'],
  ['six bytes', '\xfc\x84\x80\x80\x80\x80', '\\uFFFD'],
  ['a noncharacter', '\xef\xb7\x90', '\\uFFFD'],
  ['a noncharacter of four bytes', '\xf0\x9f\xbf\xbe', '\\uFFFD'],
  ['the last character', '\xf4\x8f\xbf\xbd', '\\uDBFF\\uDFFD'],
  ['the overlong form of NUL', '\xc0\x80', '\\u0000'],
])('of what is no character, %s is shown as qemu-img of each version shows it', (_, filename, shown) => {
  expect(jsonNameOf({ filename })).toBe(`json:{"filename": "${shown}"}`);
});

// Everything about lengths was compared with qemu-img 5.2, 7.2, 10.0 and 11.1.
test('qemu has room for 4,095 bytes of a name, of which the last three are dots where the end is missing', () => {
  const empty = jsonNameOf({ filename: '' }).length;
  const whole = jsonNameOf({ filename: 'x'.repeat(4095 - empty) });
  expect(whole).toMatch(/x"}$/);
  expect(jsonNameOf({ filename: 'x'.repeat(4096 - empty) })).toBe(`${whole.slice(0, 4092)}...`);
});

test('a plain name for which there is no room is none', () => {
  expect(plainNameOf('x'.repeat(4095))).toHaveLength(4095);
  expect(plainNameOf('x'.repeat(4096))).toBeUndefined();
});
