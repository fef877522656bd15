import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { deepChain } from '../../../../generators/arbitrary/qcow2/deep-chain.ts';
import { cellCount } from '../../../../generators/recipe/cells/cell-row.ts';
import { normalRecipe } from '../../../../generators/recipe/normal-form.ts';
import { validateRecipe } from '../../../../generators/recipe/validation/validate-recipe.ts';
import { predicted } from '../../model/prediction-text.ts';

const recipes = fc.sample(deepChain(), { seed: 1, numRuns: 60 }).map(layers => normalRecipe({ layers }));

test('chains have seven to twelve layers, 50 or 200', () => {
  const depths = new Set(recipes.map(({ layers }) => layers.length));
  expect(depths).toEqual(new Set([7, 8, 9, 10, 11, 12, 50, 200]));
  expect(recipes.map(validateRecipe).filter(({ kind }) => kind === 'ill-formed')).toEqual([]);
});

test('most maps have columns that are decided far below the top', () => {
  const deep = recipes.filter(recipe => {
    const map = predicted(recipe, ['--output=json', 'top.qcow2'], '11.1');
    const half = recipe.layers.length / 2;
    return map.kind === 'extents' && map.extents.some(({ depth }) => depth >= half);
  });
  expect(deep.length).toBeGreaterThan(recipes.length / 2);
});

test('layers are small', () => {
  const clusters = recipes.flatMap(({ layers }) =>
    layers.map(({ unit, cells }) => [unit, cellCount(cells)] as const),
  );
  expect(clusters.every(([unit, count]) => unit <= 4096 && count <= 12)).toBe(true);
});
