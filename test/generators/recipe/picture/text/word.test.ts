import { expect, test } from 'vitest';
import { LineReader } from '../../../../../generators/recipe/picture/text/line-reader.ts';
import { printWord, readWord } from '../../../../../generators/recipe/picture/text/word.ts';

test.each([
  ['top.qcow2', 'top.qcow2'],
  ['--output=json', '--output=json'],
  ['', '""'],
  ['before upgrade', '"before upgrade"'],
  ["it's", '"it\'s"'],
  ['a|b', '"a|b"'],
  ['json:{"driver":"raw"}', '`json:{"driver":"raw"}`'],
  ['back\\slash', '`back\\slash`'],
  ['a"b`c', '"a\\"b`c"'],
  ['a\nb', '"a\\nb"'],
  ['a\u007fb', '"a\\u007fb"'],
  ['a\u200b"b', '"a\\u200b\\"b"'],
  ['a##[group]b', '"a\\u0023#[group]b"'],
  ['ünï', '"ünï"'],
])('%j prints as %s, and reads back', (text, written) => {
  expect(printWord(text)).toBe(written);
  const reader = new LineReader(written, 1);
  expect(readWord(reader, 'a word').text).toBe(text);
  expect(reader.atEnd).toBe(true);
});
