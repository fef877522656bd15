import { expect, it } from 'vitest';
import { headerBacking } from '../../generators/recipe/header-backing.ts';
import type { Layer, Recipe } from '../../generators/recipe/recipe.ts';
import type { ReadExtent } from '../../src/harness/map-text/extent.ts';
import { differenceOfExtents } from '../../src/harness/verdict/difference.ts';
import { endOf, relate, type Written } from './written.ts';

it('the map of a chain is composed of the maps of its layers, each cut off by "backing": null', () => {
  const related = relate(23, chain => {
    const layers = layersDown(chain.recipe);
    if (layers === undefined) return;
    const maps = layers.map(layer => cutMap(chain, layer));
    const difference = differenceOfExtents(chain.map(chain.top.name), compose(maps));
    // Borders are merging's: a composition has one at each border of every layer.
    expect(difference === undefined || difference.kind === 'cut' ? 'the same bytes' : difference).toBe(
      'the same bytes',
    );
  });
  expect(related).toBeGreaterThan(30);
});

/** The layers from the top down, where each has the next one of the recipe for its backing file as it is. */
function layersDown(recipe: Recipe): Layer[] | undefined {
  const plain = recipe.layers.every((layer, index) => {
    const deeper = recipe.layers[index - 1];
    const { name, format } = headerBacking(recipe, index);
    return deeper === undefined
      ? name === null
      : layer.format === 'qcow2' && name === deeper.name && format === deeper.format;
  });
  return plain ? recipe.layers.toReversed() : undefined;
}

function cutMap({ map }: Written, { name, format }: Layer): readonly ReadExtent[] {
  if (format === 'raw') return map('-f', 'raw', name);
  return map(
    `json:${JSON.stringify({ driver: 'qcow2', file: { driver: 'file', filename: name }, backing: null })}`,
  );
}

/** Byte by byte the first layer from the top that is present; where none is, the last one that was looked at. */
function compose(maps: readonly (readonly ReadExtent[])[]): ReadExtent[] {
  const end = endOf(maps[0]!);
  const borders = maps.flat().flatMap(({ start, length }) => [start, start + length]);
  const cuts = [...new Set(borders.filter(at => at < end)), end].sort((a, b) => (a < b ? -1 : 1));
  if (end === 0n) return [...maps[0]!];
  return cuts.slice(0, -1).map((start, index) => {
    const length = cuts[index + 1]! - start;
    let depth = 0;
    for (; ; depth++) {
      const extent = extentAt(maps[depth]!, start)!;
      const below = maps[depth + 1];
      if (!extent.present && below !== undefined && start < endOf(below)) continue;
      const offset = extent.offset === undefined ? undefined : extent.offset + (start - extent.start);
      return { ...extent, start, length, depth, offset };
    }
  });
}

function extentAt(extents: readonly ReadExtent[], at: bigint): ReadExtent | undefined {
  return extents.find(({ start, length }) => start <= at && at < start + length);
}
