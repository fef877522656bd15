import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseCase } from '../../../../../generators/recipe/picture/parse-case.ts';
import { printCase } from '../../../../../generators/recipe/picture/print-case.ts';
import type { Qcow2Layer } from '../../../../../generators/recipe/recipe.ts';
import { layoutOf } from '../../../../../generators/write/qcow2/layout/layout.ts';
import { writeRecipe } from '../../../../../generators/write/write-recipe.ts';
import { mapText, shortExtents } from '../../../../support/map-text.ts';
import { testFolder } from '../../../../support/test-folder.ts';

const folder = testFolder();

function written(text: string): string[] {
  writeRecipe(parseCase(text).recipe, folder.path);
  return shortExtents(mapText({ name: 'top.qcow2', directory: folder.path }).stdout).split('; ');
}

describe('a skeleton', () => {
  const text = 'top.qcow2 qcow2 64k skeleton |#.0zc#|\n    at 0 4 1099511627774\n';

  test('puts host clusters anywhere from the one after the header up to the last possible one', () => {
    expect(written(text)).toEqual([
      '0+65536 d0 PzD@65536',
      '65536+65536 d0 pZd',
      '131072+65536 d0 PZd',
      '196608+65536 d0 PZd@327680',
      '262144+65536 d0 PzDC',
      '327680+65536 d0 PzD@72057594037862400',
    ]);
  });

  test('takes room for its tables only', () => {
    const { size } = statSync(join(folder.path, 'top.qcow2'));
    expect(size).toBeLessThanOrEqual(11 * 65536);
  });

  test('has a picture', () => {
    expect(printCase(parseCase(text))).toBe(text);
  });

  test.each([
    ['in the gap where qemu itself puts them', '#.', 'at 4', 1n],
    ['after clusters that leave no gap for them', '##', 'at 0 4', 6n],
    ['between clusters out of order, two of them in one place', '###.z', 'at 7 0 7 1', 3n],
  ])('puts its tables %s', (_, row, at, cluster) => {
    const { layers } = parseCase(`top.qcow2 qcow2 64k skeleton |${row}|\n    ${at}\n`).recipe;
    expect(layoutOf(layers[0] as Qcow2Layer).refcounts.table.offset).toBe(cluster * 65536n);
  });
});

describe('a skeleton with holes', () => {
  test('has its holes in the file, and writes all other data', () => {
    expect(written('top.qcow2 qcow2 64k skeleton |#~.~#0|\n    at 4 5 0 2')).toEqual([
      '0+65536 d0 PzD@327680',
      '65536+65536 d0 PZD@393216',
      '131072+65536 d0 pZd',
      '196608+65536 d0 PZD@65536',
      '262144+65536 d0 PzD@196608',
      '327680+65536 d0 PZd',
    ]);
  });

  test('keeps its tables out of host blocks with holes', () => {
    const holes = written('top.qcow2 qcow2 512 skeleton |~{24}#{8}|\n    at 7..30 39..46');
    expect(holes).toEqual(['0+12288 d0 PZD@4096', '12288+4096 d0 PzD@20480']);
  });

  test('has the holes of its data file', () => {
    expect(written('top.qcow2 qcow2 64k skeleton data=top.data |~#~|')).toEqual([
      '0+65536 d0 PZD@0',
      '65536+65536 d0 PzD@65536',
      '131072+65536 d0 PZD@131072',
    ]);
  });

  test('has holes even if nothing is written', () => {
    expect(written('top.qcow2 qcow2 2M skeleton |~~~|')).toEqual(['0+6291456 d0 PZD@2097152']);
  });
});
