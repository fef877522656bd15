import { expect, test } from 'vitest';
import { bytesOf } from '../../../../../src/map/basics/bytes.ts';
import { decodeStrictBase64 } from '../../../../../src/map/command/object/types/base64.ts';

/** Measured: qemu-img opens LUKS images that have the password on the right with the text on the left. */
test.each([
  ['', ''],
  ['YWJj', 'abc'],
  ['YWI=', 'ab'],
  ['YWI=Y2==', 'abc'],
  ['YWJjA', 'abc'],
  ['YWJ', ''],
])('%j is decoded to %j', (text, bytes) => expect(decodeStrictBase64(bytesOf(text)).latin1()).toBe(bytes));

test.each(['YWJj\n', '\nYW\nJj\n\n'])('%j may have line ends', text => {
  expect(decodeStrictBase64(bytesOf(text)).latin1()).toBe('abc');
});

test.each(['YWJj\0', '*\0'])('the NUL in %j is refused first', text => {
  expect(() => decodeStrictBase64(bytesOf(text))).toThrow('Base64 data contains embedded NUL characters');
});

test.each([' YWJj', 'YWJj\r\n', 'YW-j'])('%j is refused', text => {
  expect(() => decodeStrictBase64(bytesOf(text))).toThrow('Base64 data contains invalid characters');
});
