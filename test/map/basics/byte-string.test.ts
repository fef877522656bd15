import { expect, test } from 'vitest';
import { isUtf8, toByteString, toText } from '../../../src/map/basics/byte-string.ts';
import { bytesOf } from '../../../src/map/basics/bytes.ts';

test('text is encoded as UTF-8 and decoded again', () => {
  expect(toByteString('é')).toBe('\xc3\xa9');
  expect(toText('\xc3\xa9')).toBe('é');
});

test('bytes that are not UTF-8 are kept', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  expect(new Uint8Array(bytesOf(toByteString(all)))).toEqual(all);
});

test('what is no UTF-8 is shown as such', () => {
  expect(toText('a\xe9\xff')).toBe('a\ufffd\ufffd');
  expect(toText('\xef\xbb\xbfa')).toBe('\ufeffa');
});

test.each([
  ['\xc3\xa9', true],
  ['\xc3', false],
  ['\xed\xa0\x80', false],
  ['', true],
])('whether %j is UTF-8', (bytes, expected) => {
  expect(isUtf8(bytesOf(bytes))).toBe(expected);
});
