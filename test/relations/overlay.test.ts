import { expect, it } from 'vitest';
import type { Qcow2Layer } from '../../generators/recipe/recipe.ts';
import { endOf, relate } from './written.ts';

it('an empty overlay adds one to each depth and changes nothing else', () => {
  const related = relate(22, ({ map, top, recipe, other }) => {
    const below = map(top.name);
    if (endOf(below) === 0n) return;
    const overlay: Qcow2Layer = {
      format: 'qcow2',
      name: 'empty-overlay.qcow2',
      version: 3,
      unit: 65536,
      size: endOf(below),
      cells: [],
    };
    const above = other({ layers: [...recipe.layers, overlay] }).map(overlay.name);
    expect(above).toEqual(below.map(extent => ({ ...extent, depth: extent.depth! + 1 })));
  });
  expect(related).toBeGreaterThan(30);
});
