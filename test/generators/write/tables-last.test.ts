import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCase } from '../../../generators/recipe/picture/parse-case.ts';
import { printCase } from '../../../generators/recipe/picture/print-case.ts';
import { writeRecipe } from '../../../generators/write/write-recipe.ts';
import { mapText, shortExtents } from '../../support/map-text.ts';
import { testFolder } from '../../support/test-folder.ts';

const text = `top.qcow2 qcow2 64k skeleton |#.0zc#|
    at 0 4 16777215
`;
const folder = testFolder();

describe('a skeleton', () => {
  it('keeps host clusters from the one behind the header on, however far apart', () => {
    writeRecipe(parseCase(text).recipe, folder.path);
    const { stdout } = mapText({ name: 'top.qcow2', directory: folder.path });
    expect(shortExtents(stdout)).toBe(
      [
        '0+65536 d0 PzD@65536',
        '65536+65536 d0 pZd',
        '131072+65536 d0 PZd',
        '196608+65536 d0 PZd@327680',
        '262144+65536 d0 PzDC',
        '327680+65536 d0 PzD@1099511627776',
      ].join('; '),
    );
  });

  it('takes room for its tables alone', () => {
    const { size, blocks } = statSync(join(folder.path, 'top.qcow2'));
    expect(size).toBeGreaterThan(2 ** 40);
    expect(blocks * 512).toBeLessThanOrEqual(6 * 65536);
  });

  it('has a picture', () => {
    expect(printCase(parseCase(text))).toBe(text);
  });
});
