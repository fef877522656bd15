import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cellCount } from '../../../../generators/recipe/cells/cell-row.ts';
import type { Layer, Recipe } from '../../../../generators/recipe/recipe.ts';
import { validateRecipe } from '../../../../generators/recipe/validation/validate-recipe.ts';
import { chainRecipe, columnSweep } from '../../../../generators/sweep/columns/column-sweep.ts';
import { usualLayers } from '../../../../generators/sweep/columns/sweep-layer.ts';
import { parseStates, usualStates } from '../../../../generators/sweep/columns/sweep-state.ts';
import { writtenColumns } from '../../../../generators/sweep/columns/written-columns.ts';
import { inWrittenFolder } from '../../write/written.ts';

/** The coverage of a sweep's written chains, each changed before it is written. */
function covered(sweep: ReturnType<typeof columnSweep>, change = (recipe: Recipe): Recipe => recipe) {
  const coverage = sweep.coverage();
  let chains = 0;
  for (const chain of sweep.chains()) {
    const recipe = chainRecipe(chain);
    expect(validateRecipe(recipe)).not.toMatchObject({ kind: 'ill-formed' });
    inWrittenFolder(change(recipe), folder =>
      coverage.add(
        writtenColumns(
          chain.layers,
          recipe.layers.map(({ name }) => join(folder, name)),
        ),
      ),
    );
    chains += 1;
  }
  expect(chains).toBe(sweep.count);
  return { covered: coverage.covered, possible: coverage.possible, columns: coverage.columns, chains };
}

const states = parseStates(usualStates);

describe('columnSweep', () => {
  test('has every pair of 49 columns of two layers in one chain', () => {
    const sweep = columnSweep({ layers: usualLayers(states, 2), window: 2, unit: 512 });
    expect(covered(sweep)).toEqual({ covered: 2401, possible: 2401, columns: 2402, chains: 1 });
  });

  test('loses no window between chains', () => {
    const triples = columnSweep({ layers: usualLayers(states, 1), window: 3, unit: 512 }, 50);
    expect(covered(triples)).toMatchObject({ covered: 343, possible: 343, chains: 8 });
  });

  test('has extended L2 entries if a state needs them', () => {
    const mixed = parseStates('.0--+[#{16}-{16}]+[0{16}.{16}]');
    expect(covered(columnSweep({ layers: usualLayers(mixed, 1), window: 2, unit: 16384 }))).toMatchObject({
      covered: 36,
      possible: 36,
    });
  });

  test('crosses the borders of many L2 tables', () => {
    const [chain] = columnSweep({ layers: usualLayers(states, 2), window: 2, unit: 512 }).chains();
    expect(cellCount(chainRecipe(chain!).layers[0]!.cells) / 64).toBeGreaterThan(37);
  });
});

describe('the coverage of a column sweep', () => {
  const sweep = columnSweep({ layers: usualLayers(states, 1), window: 2, unit: 512 });
  const changed = (change: (layer: Layer) => Layer) =>
    covered(sweep, ({ layers }) => ({ layers: layers.map(change) }));

  test("doesn't count windows that a chain lacks", () => {
    expect(changed(layer => ({ ...layer, cells: layer.cells.slice(0, -1) })).covered).toBeLessThan(49);
  });

  test('distinguishes host clusters that continue from others', () => {
    const { covered } = changed(layer => ({ ...layer, slots: [...Array(100).keys()] }) as Layer);
    expect(covered).toBe(25);
  });

  test("doesn't count windows around a damaged cluster", () => {
    const { covered } = changed(layer => ({
      ...layer,
      edits: [{ field: 'l2', index: 20, value: 0x4000_0000_0000_0000n }],
    }));
    expect(covered).toBeLessThan(49);
  });
});
