import { inflateRawSync as inflatedByNode } from 'node:zlib';
import { expect, test } from 'vitest';
import { recordedHeaderBytes, recordedLuks } from '../../../generators/write/luks/recorded-luks.ts';
import { inflateRawSync } from '../../../src/explorer/portable/zlib.ts';

const deflated = Buffer.from(recordedLuks.get('s3cret')!.header, 'base64');
const header = { maxOutputLength: recordedHeaderBytes };

test('the page has the recorded headers of LUKS that Node has', () => {
  for (const recorded of recordedLuks.values()) {
    const bytes = Buffer.from(recorded.header, 'base64');
    expect(inflateRawSync(bytes, header)).toEqual(inflatedByNode(bytes, header));
  }
});

test.each([
  ['of more bytes than were allowed', deflated, { maxOutputLength: recordedHeaderBytes - 1 }],
  ['of the beginning of a stream', deflated.subarray(0, 100), header],
  ['of what is no stream', Buffer.of(0xff), header],
])('throws %s, as Node does', (_what, bytes, options) => {
  expect(() => inflatedByNode(bytes, options)).toThrow();
  expect(() => inflateRawSync(bytes, options)).toThrow('the deflated data is');
});
