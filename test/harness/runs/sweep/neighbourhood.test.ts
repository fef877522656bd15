import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cellCount } from '../../../../generators/recipe/cells/cell-row.ts';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { printChain } from '../../../../generators/recipe/picture/print/print-chain.ts';
import { guestRangeAt, neighbourhoods } from '../../../../src/harness/runs/sweep/chain/neighbourhood.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
const entries = Array.from({ length: 100 }, (_, i) => `{ "start": ${i * 512}, "length": 512, "depth": 0}`);
folder.put('map.json', `[${entries.join(',\n')}]\n`);
const path = join(folder.path, 'map.json');

describe('guestRangeAt', () => {
  test.each([
    ['the first byte', 0, 0, 512],
    ['an entry in the middle', 1 + entries.slice(0, 50).join(',\n').length + 30, 49 * 512, 51 * 512],
    ['the end', 1_000_000, 0, 0],
  ])('covers the entry at %s of the file', (_what, at, from, to) => {
    const range = guestRangeAt(path, at);
    expect(range.from).toBeLessThanOrEqual(from);
    expect(range.to).toBeGreaterThanOrEqual(to);
    expect(range.to - range.from).toBeLessThanOrEqual(4 * 512);
  });
});

describe('neighbourhoods', () => {
  const { recipe } = parseCase('base qcow2 512 |(.~){50}|\ntop qcow2 512 skeleton |.{49}~~.{49}|\n at 70 71');

  test('grow to the whole chain, and keep neighbouring host clusters together', () => {
    const parts = [...neighbourhoods(recipe, { from: 49 * 512, to: 51 * 512 })];
    expect(parts.map(({ layers }) => layers.map(({ cells }) => cellCount(cells)))).toEqual([
      [10, 10],
      [66, 66],
      [100, 100],
    ]);
    expect(printChain(parts[0]!).trimEnd().split('\n')).toEqual([
      'base qcow2 512          |~.~.~.~.~.|',
      'top  qcow2 512 skeleton |....~~....|',
    ]);
    expect(parts.at(-1)).toBe(recipe);
  });
});
