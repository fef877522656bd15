import { describe, expect, test } from 'vitest';
import { headerBacking } from '../../../generators/recipe/header-backing.ts';
import { parseCase } from '../../../generators/recipe/picture/parse-case.ts';
import { printCase } from '../../../generators/recipe/picture/print-case.ts';
import { exportOn, servedBy } from '../../../generators/recipe/served.ts';

const { recipe } = parseCase(`"a b.raw" raw   64k nbd=7.2 |#.#|
top.qcow2 qcow2 64k         |.0.#|
`);

test('the layer above names the export', () => {
  expect(headerBacking(recipe, 1)).toEqual({ name: 'nbd+unix:///?socket=a%20b.raw.sock', format: 'raw' });
});

test('a picture says who serves a layer', () => {
  expect(printCase({ notes: [], recipe, queries: [] })).toContain('"a b.raw" raw   64k nbd=7.2 |#.#|');
  expect(() => parseCase('a.raw raw 64k nbd=new |#|')).toThrow(
    'nbd= takes a version of qemu, such as 7.2, or nbdkit',
  );
});

test('two files are no socket and file of one name', () => {
  expect(() => parseCase('a.raw raw 64k nbd=7.2 |#|\na.raw.sock qcow2 64k |#|\n')).toThrow(
    'two files are called a.raw.sock',
  );
});

describe('the layer of a name', () => {
  test.each([exportOn('a b.raw.sock'), 'nbd:unix:a b.raw.sock'])('%s is served', name => {
    expect(servedBy(recipe, name)).toBe(recipe.layers[0]);
  });

  test.each([
    'a b.raw',
    'nbd+unix:///?socket=top.qcow2.sock',
    'nbd:unix:',
    'nbd+unix:///x?socket=a%20b.raw.sock',
  ])('%s is none', name => {
    expect(servedBy(recipe, name)).toBeUndefined();
  });
});
