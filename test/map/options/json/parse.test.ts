import { describe, expect, test } from 'vitest';
import { parseJson } from '../../../../src/map/options/json/parse.ts';
import { type RecordedName, recorded } from '../../../../src/map/profile/profile.ts';

describe('values', () => {
  const value = (text: string): unknown => parseJson(text, recorded['11.1']);
  test('both quotes, escapes and nesting are parsed', () => {
    const text = String.raw`{"a": [1.5, true, null, 'x"\'\u00e9\n'], "b": {}}`;
    const list = [{ number: '1.5' }, true, null, 'x"\'\xc3\xa9\n'];
    expect(value(text)).toEqual(
      new Map<string, unknown>([
        ['a', list],
        ['b', new Map()],
      ]),
    );
  });

  test("a surrogate pair is one character, and NUL doesn't end a string", () => {
    expect(value(String.raw`"\ud83d\ude00\u0000"`)).toBe('\xf0\x9f\x98\x80\xc0\x80');
  });

  test('UTF-8 bytes are kept', () => {
    expect(value('"\xc3\xa9"')).toBe('\xc3\xa9');
  });
});

/** Recorded from qemu-img: the text, the message of versions up to 10.0, and the message of 11.1. */
const errors: readonly (readonly [string, string, string])[] = [
  ['', 'Expecting a JSON value', 'Expecting a JSON value'],
  ['{} x', 'Expecting at most one JSON value', 'Expecting at most one JSON value'],
  ['{}}', 'Expecting at most one JSON value', 'Expecting at most one JSON value'],
  ['{}#', 'Expecting at most one JSON value', 'Expecting at most one JSON value'],
  ['{"driver":', '~, premature EOI', '1:11: ~, premature end of input'],
  ['{"a":1', '~, premature EOI', '1:8: ~, premature end of input'],
  ['{"a":1 ', '~, premature EOI', '1:8: ~, premature end of input'],
  ['{"a":1\n', '~, premature EOI', '2:1: ~, premature end of input'],
  ['{"a":1,}', '~, expecting value', '1:8: ~, expecting key'],
  ['[1,]', '~, expecting value', '1:4: ~, expecting value'],
  ['{driver:1}', "~, invalid keyword 'driver'", '1:2: ~, expecting key'],
  ['{1:2}', '~, key is not a string in object', '1:2: ~, expecting key'],
  ['{"a":"b" "c":1}', '~, expected separator in dict', "1:10: ~, expected ',' or '}'"],
  ['{"a":true"b"}', '~, expected separator in dict', "1:11: ~, expected ',' or '}'"],
  ['[1 2]', '~, expected separator in list', "1:4: ~, expected ',' or ']'"],
  ['{"a" 1}', '~, missing : in object pair', "1:6: ~, expecting ':'"],
  ['{"a":1,"a":2}', '~, duplicate key', '1:12: ~, duplicate key'],
  ['{"a":1,"a":{}}', '~, duplicate key', '1:13: ~, duplicate key'],
  ['{"a":"x\x01"}', `~, stray '"x\x01'`, `1:6: ~, stray '"x\x01'`],
  ['"a', `~, stray '"a'`, `1:1: ~, stray '"a'`],
  ['{,#}', "~, stray '#'", '1:2: ~, expecting key'],
  ['01', "~, stray '01'", "1:1: ~, stray '01'"],
  ['1.}', "~, stray '1.}'", "1:1: ~, stray '1.}'"],
  ['1e', "~, stray '1e'", "1:1: ~, stray '1e'"],
  ['"\\q"', '~, invalid escape sequence in string', '1:1: ~, invalid escape sequence in string'],
  [
    '"\\ud800"',
    '~, \\ud800 is not a valid Unicode character',
    '1:1: ~, \\ud800 is not a valid Unicode character',
  ],
  ['"\x80"', '~, invalid UTF-8 sequence in string', '1:1: ~, invalid UTF-8 sequence in string'],
  ['['.repeat(1025), 'JSON nesting depth limit exceeded', 'JSON nesting depth limit exceeded'],
];

describe('errors', () => {
  const complaint = (text: string, version: RecordedName): string => {
    try {
      parseJson(text, recorded[version]);
    } catch (error) {
      return (error as { text: string }).text;
    }
    return 'none';
  };
  const full = (short: string): string => {
    return short.replace('~', 'JSON parse error');
  };

  test.each(errors)('%.30s', (text, plain, placed) => {
    expect(complaint(text, '5.2')).toBe(full(plain));
    expect(complaint(text, '10.0')).toBe(full(plain));
    expect(complaint(text, '11.1')).toBe(full(placed));
  });
});
