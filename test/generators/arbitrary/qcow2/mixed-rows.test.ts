import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { mixedRows } from '../../../../generators/arbitrary/qcow2/mixed-rows.ts';
import { cellCount } from '../../../../generators/recipe/cells/cell-row.ts';
import { normalRecipe } from '../../../../generators/recipe/normal-form.ts';
import { validateRecipe } from '../../../../generators/recipe/validation/validate-recipe.ts';
import type { Wish } from '../../../../generators/wish/wish.ts';
import { predicted } from '../../model/prediction-text.ts';

const sample = (...names: string[]) =>
  fc
    .sample(mixedRows(new Set(names) as Wish), { seed: 1, numRuns: 20 })
    .map(layers => normalRecipe({ layers }));

test('most clusters of a map are extents of their own', () => {
  const recipes = sample();
  expect(recipes.map(validateRecipe).filter(({ kind }) => kind === 'ill-formed')).toEqual([]);
  for (const recipe of recipes) {
    const map = predicted(recipe, ['--output=json', 'top.qcow2'], '11.1');
    const clusters = cellCount(recipe.layers.at(-1)!.cells);
    expect(map.kind === 'extents' && map.extents.length).toBeGreaterThan(clusters / 2);
  }
  expect(new Set(recipes.map(({ layers }) => layers.length))).toEqual(new Set([2, 3, 4]));
});

test('holes and the middle of a cluster need clusters of 4 KiB', () => {
  const units = (...names: string[]) => new Set(sample(...names).map(({ layers }) => layers[0]!.unit));
  expect([units(), units('preallocation'), units('damage-unaligned')]).toEqual([
    new Set([512, 4096]),
    new Set([4096]),
    new Set([4096]),
  ]);
});
