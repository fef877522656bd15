import { expect, test } from 'vitest';
import { joinRuns } from '../../../../../generators/recipe/cells/cell-row.ts';
import { printRow, printWideRow } from '../../../../../generators/recipe/picture/row/print-row.ts';
import { readRow } from '../../../../../generators/recipe/picture/row/read-row.ts';
import { LineReader } from '../../../../../generators/recipe/picture/text/line-reader.ts';

test.each([
  ['', ''],
  ['#'.repeat(8), '########'],
  ['#'.repeat(9), '#{9}'],
  ['.#'.repeat(11), '.#.#.#.#.#.#.#.#.#.#.#'],
  ['.#'.repeat(12), '(.#){12}'],
  [`${'.#'.repeat(12)}.`, '(.#){12}.'],
  [`c${'.#'.repeat(12)}`, 'c(.#){12}'],
  ['.##0'.repeat(6), '(.##0){6}'],
  ['#######.'.repeat(3), '(#######.){3}'],
  ['.#.#.#.##'.repeat(3), '.#.#.#.##.#.#.#.##.#.#.#.##'],
  [`${'.#'.repeat(500)}${'.'.repeat(64)}`, '(.#){500}.{64}'],
  ['[---#{29}]', '[---#{29}]'],
  ['[----#{28}]', '[-{4}#{28}]'],
  ['[-#{31}][-#{31}]', '[-#{31}]{2}'],
  ['.[-#{31}]'.repeat(12), '(.[-#{31}]){12}'],
])('%s', (cells, printed) => {
  const read = (row: string) => joinRuns(readRow(new LineReader(`|${row}|`, 1)));
  expect(printRow(read(cells))).toBe(printed);
  expect(read(printed)).toEqual(read(cells));
});

test('a row to scale prints every cell over all its columns', () => {
  const cells = [
    { state: 'data', count: 2 },
    { state: 'zero-plain', count: 1 },
  ] as const;
  expect(printWideRow(cells, 4)).toBe('#___#___0___');
  expect(printWideRow(cells, 1)).toBe('##0');
});
