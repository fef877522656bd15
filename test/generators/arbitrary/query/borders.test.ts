import { expect, test } from 'vitest';
import { borders } from '../../../../generators/arbitrary/query/borders.ts';
import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';

test('borders are the ends of runs of subclusters in the first cluster of a run', () => {
  const { recipe } = parseRows(['t qcow2 16k extl2 |.[#{8}-{23}#]{3}|']);
  expect(borders(recipe)).toEqual([0n, 16384n, 20480n, 32256n, 32768n, 65536n]);
});

test('borders are the ends of runs, of L2 tables within rows, and of layers, each once', () => {
  const { recipe } = parseRows(['b raw 1000 size=1500 |.#|', 't qcow2 512 size=70k |.{3}#{62}.{65}|']);
  expect(borders(recipe)).toEqual([0n, 1000n, 1500n, 1536n, 2000n, 32768n, 33280n, 65536n, 66560n, 71680n]);
});
