import { expect, test } from 'vitest';
import { toBuffer, toByteString, toText } from '../../../src/map/basics/byte-string.ts';

test('text goes in as UTF-8 and comes out again', () => {
  expect(toByteString('é')).toBe('\xc3\xa9');
  expect(toText('\xc3\xa9')).toBe('é');
});

test('no byte is lost', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  expect(new Uint8Array(toBuffer(toByteString(all)))).toEqual(all);
});
