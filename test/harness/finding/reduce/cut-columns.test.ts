import { describe, expect, test } from 'vitest';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { printChain } from '../../../../generators/recipe/picture/print/print-chain.ts';
import {
  columnCount,
  columnWidth,
  withoutColumns,
  withStartMoved,
} from '../../../../src/harness/finding/reduce/cut-columns.ts';

const { recipe } = parseCase(`
base.raw raw 4096 size=40000 |####....##|
mid.qcow2 qcow2 8k |#z.0#|
    at 4 2 0
top.qcow2 qcow2 16k size=40000 |.#.|
`);

describe('withoutColumns', () => {
  test('cuts the same guest bytes and their slots from every layer', () => {
    expect(columnWidth(recipe)).toBe(16384);
    expect(columnCount(recipe, 16384)).toBe(3);
    expect(printChain(withoutColumns(recipe, 16384, 0, 1))).toBe(
      printChain(
        parseCase(`
base.raw raw 4096 size=23616 |....##|
mid.qcow2 qcow2 8k |.0#|
top.qcow2 qcow2 16k size=23616 |#.|
`).recipe,
      ),
    );
  });

  test('moves an edit of an entry along with its cluster, and drops that of a cluster that is cut', () => {
    const row = 'a qcow2 64k |#.#z|\n';
    const of = (edits: string): string => `${row}${edits}map a\n`;
    const damaged = parseCase(
      of('    set l2[1] = 0x1\n    set l2[3] = 0x2\n    set l1[3] = 0x3\n    set length = 0x4\n'),
    ).recipe;
    const shorter = parseCase(
      'a qcow2 64k |#z|\n    set l2[1] = 0x2\n    set l1[3] = 0x3\n    set length = 0x4\nmap a\n',
    ).recipe;
    expect(withoutColumns(damaged, 65536, 1, 2)).toEqual(shorter);
    const alone = parseCase(of('    set l2[3] = 0x1\n')).recipe;
    expect(withoutColumns(alone, 65536, 3, 1)).toEqual(parseCase('a qcow2 64k |#.#|\nmap a\n').recipe);
  });

  test('cuts a size only as far as it reaches into the column', () => {
    const [base] = withoutColumns(recipe, 16384, 2, 1).layers;
    expect(base).toMatchObject({ size: 32768n });
  });
});

describe('columnWidth', () => {
  test('is undefined when a column would cut a cell in two', () => {
    const odd = parseCase('base.raw raw 3000 |##|\ntop.qcow2 qcow2 4096 |.#|').recipe;
    expect(columnWidth(odd)).toBeUndefined();
  });
});

describe('withStartMoved', () => {
  test.each([
    ['-s 100 a', '-s 60 a'],
    ['-s 30 a', '-s 20 a'],
    ['-s 20 a', '-s 20 a'],
    ['-s 1k a', '-s 1k a'],
    ['a', 'a'],
  ])('without 40 bytes from 20 on %s is %s', (query, moved) => {
    expect(withStartMoved(query.split(' '), 20, 40).join(' ')).toBe(moved);
  });
});
