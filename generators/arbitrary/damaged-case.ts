import * as fc from 'fast-check';
import { layerEdits } from '../corrupt/layer-edits.ts';
import type { Case } from '../recipe/recipe.ts';
import { isRare, noWish } from '../wish/wish.ts';
import { type ParityCaseConstraints, parityCase } from './parity-case.ts';

/** For cases with damage in one layer, mostly the top. The model abstains: only programs are compared. */
export function damagedCase(constraints: ParityCaseConstraints = {}): fc.Arbitrary<Case> {
  const { wish = noWish } = constraints;
  return parityCase(constraints).chain(sound => {
    const { layers } = sound.recipe;
    const top = layers.length - 1;
    const hit = fc.oneof(
      { weight: 4, arbitrary: fc.constant(top) },
      // Rare damage is best seen in the top. Drivers should stand over damage in each format, and deeper layers have the others.
      { weight: isRare(wish) ? 0 : wish.has('driver') ? 4 : 1, arbitrary: fc.integer({ min: 0, max: top }) },
    );
    return hit.chain(index => {
      const layer = layers[index]!;
      return layerEdits(layer, wish).map(edits => ({
        ...sound,
        recipe: { layers: layers.with(index, { ...layer, edits }) },
      }));
    });
  });
}
