import { expect, test } from 'vitest';
import { emptyContainer } from '../../../src/map/options/options.ts';
import { parseJsonName } from '../../../src/map/options/parse-json-name.ts';
import { newest } from '../../../src/map/profile/profile.ts';

test('nested keys become dotted keys and replace equal ones; empty containers stay', () => {
  const name = 'json:{"file":{"filename":"a"},"file.filename":"b","list":[1,{"x":null}],"empty":{}}';
  expect([...parseJsonName(name, newest)]).toEqual([
    ['file.filename', 'a'],
    ['list.0', { number: '1' }],
    ['list.1.x', null],
    ['empty', emptyContainer],
  ]);
});

test.each(['json:[]', 'json:"x"', 'json:null'])('%s is no object', name => {
  expect(() => parseJsonName(name, newest)).toThrow('Invalid JSON object given');
});

test('400 levels are read; more are unsupported at once', () => {
  const nested = (levels: number): string =>
    `json:${'{"file":'.repeat(levels)}{"filename":"a"}${'}'.repeat(levels)}`;
  expect([...parseJsonName(nested(400), newest).keys()]).toEqual([`${'file.'.repeat(400)}filename`]);
  expect(() => parseJsonName(nested(401), newest)).toThrow(expect.objectContaining({ code: 'unsupported' }));
});
