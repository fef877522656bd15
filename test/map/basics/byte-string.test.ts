import { expect, test } from 'vitest';
import { toBuffer, toByteString, toText } from '../../../src/map/basics/byte-string.ts';

test('text is encoded as UTF-8 and decoded again', () => {
  expect(toByteString('é')).toBe('\xc3\xa9');
  expect(toText('\xc3\xa9')).toBe('é');
});

test('bytes that are not UTF-8 are kept', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  expect(new Uint8Array(toBuffer(toByteString(all)))).toEqual(all);
});
