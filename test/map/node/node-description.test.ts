import { expect, test } from 'vitest';
import { jsonNameOf } from '../../../src/map/node/node-description.ts';

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
