import { expect, test } from 'vitest';
import { parseByteSize, printByteSize } from '../../../generators/recipe/byte-size.ts';

test.each([
  ['0', 0n],
  ['1000', 1000n],
  ['1k', 1024n],
  ['64k', 65536n],
  ['3M', 3145728n],
  ['1E', 1152921504606846976n],
  ['9223372036854775807', 9223372036854775807n],
])('%s is %d bytes, and prints as itself', (text, bytes) => {
  expect(parseByteSize(text)).toBe(bytes);
  expect(printByteSize(bytes)).toBe(text);
});

test.each(['1024', '65536', '0k', '007'])('%s is a size, but prints differently', text => {
  expect(printByteSize(parseByteSize(text)!)).not.toBe(text);
});

test.each(['', 'k', '1K', '1.5k', '-1', '1kB', '0x10', ' 1'])('%j is no size', text => {
  expect(parseByteSize(text)).toBeUndefined();
});
