import { expect, test } from 'vitest';
import { WholeFileError } from '../../../src/map/file/whole-file-error.ts';

// Recorded from qemu-img of each version: `--object secret,id=s,file=NAME`.
test.each([
  ['characters', 'a\xc3\xa9\xe2\x82\xac\xf4\x8f\xbf\xbf', 'a\xc3\xa9\xe2\x82\xac\xf4\x8f\xbf\xbf'],
  ['a byte alone', '\xff(', '\xef\xbf\xbd('],
  ['each byte of a sequence that breaks off', '\xe2\x82(', '\xef\xbf\xbd\xef\xbf\xbd('],
  ['each byte of a surrogate', '\xed\xa0\x80', '\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd'],
  ['each byte of an overlong form', '\xc0\xaf', '\xef\xbf\xbd\xef\xbf\xbd'],
])('a name that is quoted as GLib quotes it has %s', (_, name, quoted) => {
  const { text } = new WholeFileError(name, 'find', 'No such file or directory');
  expect(text).toBe(
    `Unable to read ${name}: Failed to open file \xe2\x80\x9c${quoted}\xe2\x80\x9d: No such file or directory`,
  );
});
