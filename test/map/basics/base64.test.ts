import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64 } from '../../../src/map/basics/base64.ts';
import { bytesOf } from '../../../src/map/basics/bytes.ts';

test('bytes in Base64 are decoded, whatever stands between the digits', () => {
  const bytes = fc.uint8Array({ maxLength: 40 });
  const blanks = fc.array(fc.constantFrom('', '', '', '\n', ' ', '\0', '\xff'), {
    minLength: 60,
    maxLength: 60,
  });
  fc.assert(
    fc.property(bytes, blanks, (value, between) => {
      const digits = Buffer.from(value).toString('base64');
      const text = [...digits].map((digit, index) => between[index] + digit).join('');
      expect([...decodeBase64(bytesOf(text))]).toEqual([...value]);
    }),
  );
});

test.each([
  ['QUJDRE', 'ABC'],
  ['QUI=QUJD', 'ABABC'],
  ['=UJDQUJD', '\x01BCABC'],
  ['QQ==', 'A'],
  ['', ''],
])('%j gives what it gives GLib', (text, bytes) => {
  expect(decodeBase64(bytesOf(text)).latin1()).toBe(bytes);
});
