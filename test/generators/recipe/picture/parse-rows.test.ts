import { expect, test } from 'vitest';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';

test.each([
  [['.#'], 'top.qcow2 qcow2 64k |.#|'],
  [['####', '.0z#'], 'base.qcow2 qcow2 64k |####|\ntop.qcow2 qcow2 64k |.0z#|'],
  [
    ['#', '(.0){12}', 'c{9}', ''],
    'base.qcow2 qcow2 64k |#|\nmid1.qcow2 qcow2 64k |(.0){12}|\nmid2.qcow2 qcow2 64k |c{9}|\ntop.qcow2 qcow2 64k ||',
  ],
  [['b.raw raw 512 size=700 |##|', '.#'], 'b.raw raw 512 size=700 |##|\ntop.qcow2 qcow2 64k |.#|'],
])('%j', (words, text) => {
  expect(parseRows(words)).toEqual(parseCase(`${text}\nmap --output=json top.qcow2`));
});

test('the top is mapped, whatever its name', () => {
  expect(parseRows(['#', 'a.qcow2 qcow2 512 |.|']).queries).toEqual([['--output=json', 'a.qcow2']]);
});

test('a query among the words replaces the usual one', () => {
  expect(parseRows(['#', 'map top.qcow2']).queries).toEqual([['top.qcow2']]);
});

test('a mistake prints the line that the word stands for', () => {
  expect(() => parseRows(['##', '#x'])).toThrow(
    'line 2: x is not a cell: cells are . 0 z # ~ c - ! and _\ntop.qcow2 qcow2 64k |#x|\n                      ^',
  );
});
