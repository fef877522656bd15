import { expect, test } from 'vitest';
import { emptyContainer } from '../../../src/map/options/options.ts';
import { parseJsonName } from '../../../src/map/options/parse-json-name.ts';
import { newest } from '../../../src/map/profile/profile.ts';

test('nested keys become dotted keys and replace equal ones; empty containers stay; the last one set is the first', () => {
  const name = 'json:{"file":{"filename":"a"},"file.filename":"b","list":[1,{"x":null}],"empty":{}}';
  expect([...parseJsonName(name, newest)]).toEqual([
    ['empty', emptyContainer],
    ['list.1.x', null],
    ['list.0', { number: '1' }],
    ['file.filename', 'a'],
  ]);
});

test.each(['json:[]', 'json:"x"', 'json:null'])('%s is no object', name => {
  expect(() => parseJsonName(name, newest)).toThrow('Invalid JSON object given');
});

test('1022 levels are read; more are refused by the parser, and names that fill the memory are unsupported', () => {
  const nested = (levels: number, more = ''): string =>
    `json:${`{${more}"file":`.repeat(levels)}{"filename":"a"}${'}'.repeat(levels)}`;
  expect([...parseJsonName(nested(1022), newest).keys()]).toEqual([`${'file.'.repeat(1022)}filename`]);
  expect(() => parseJsonName(nested(1024), newest)).toThrow('JSON nesting depth limit exceeded');
  const drivers = nested(1000, '"driver":"raw",');
  expect(() => parseJsonName(drivers, newest)).toThrow(expect.objectContaining({ code: 'unsupported' }));
});
