import { expect, it } from 'vitest';
import { hostSlotCount } from '../../generators/recipe/cell-row.ts';
import type { Layer, Recipe } from '../../generators/recipe/recipe.ts';
import type { ReadExtent } from '../../src/harness/map-text/extent.ts';
import { differenceOfExtents } from '../../src/harness/verdict/difference.ts';
import { relate } from './written.ts';

it('shuffling host offsets leaves every field but the offset of each byte unchanged', () => {
  const related = relate(24, ({ map, top, recipe, other }) => {
    // A hole in a data cluster shows, or not, by what shares its block of the host's file system.
    if (recipe.layers.some(({ cells }) => cells.some(cell => 'state' in cell && cell.state === 'data-hole')))
      return;
    const difference = differenceOfExtents(
      map(top.name).map(withoutPlace),
      other(reversed(recipe)).map(top.name).map(withoutPlace),
    );
    expect(difference === undefined || difference.kind === 'cut' ? 'the same' : difference).toBe('the same');
  });
  expect(related).toBeGreaterThan(30);
});

/** Host slots in the opposite order, in every layer that has them. */
function reversed({ layers }: Recipe): Recipe {
  return {
    layers: layers.map((layer): Layer => {
      if (layer.format === 'raw' || layer.edits !== undefined) return layer;
      const count = hostSlotCount(layer.cells);
      return { ...layer, slots: Array.from({ length: count }, (_, index) => count - 1 - index) };
    }),
  };
}

/** With an offset that says no more than that there is one. */
function withoutPlace(extent: ReadExtent): ReadExtent {
  return { ...extent, offset: extent.offset === undefined ? undefined : extent.start };
}
