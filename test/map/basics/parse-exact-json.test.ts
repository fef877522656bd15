import { expect, test } from 'vitest';
import { parseExactJson } from '../../../src/map/basics/parse-exact-json.ts';

test.each([
  ['numbers that are exact anyway', '[{"start": 0, "depth": -1, "data": true, "of": [7, null]}]', 7n],
  [
    'a number above 2^53',
    '[{"start": 0, "depth": -1, "data": true, "of": [9007199254740993, null]}]',
    9007199254740993n,
  ],
])('whole numbers are bigint: %s', (_, text, seven) => {
  expect(parseExactJson(text)).toEqual([{ start: 0n, depth: -1n, data: true, of: [seven, null] }]);
});

test.each(['1.5', '1e3', '1E3', '2.0'])('%s is no whole number', text => {
  expect(parseExactJson(text)).toBe(Number(text));
  expect(parseExactJson(`[${text}, 4]`)).toEqual([Number(text), 4n]);
});

test.each([
  ['3', 3n],
  ['-0', 0n],
  ['"1.5"', '1.5'],
  ['"12"', '12'],
  ['null', null],
  ['true', true],
])('%s alone', (text, value) => {
  expect(parseExactJson(text)).toBe(value);
});

test('a key of any name is one', () => {
  const parsed = parseExactJson('{"__proto__": 3}');
  expect(Object.entries(parsed as object)).toEqual([['__proto__', 3n]]);
});

test('what is no JSON is a SyntaxError', () => {
  expect(() => parseExactJson('[1,]')).toThrow(SyntaxError);
  expect(() => parseExactJson('[1.5,]')).toThrow(SyntaxError);
});
