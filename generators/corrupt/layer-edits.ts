import * as fc from 'fast-check';
import type { Edit, Layer } from '../recipe/recipe.ts';
import { noWish, type Wish } from '../wish/wish.ts';
import { damageOf } from './damages.ts';

/** For edits that damage one layer, which can be written: mostly in one way, now and then in two or three. */
export function layerEdits(layer: Layer, wish: Wish = noWish): fc.Arbitrary<Edit[]> {
  const single = damageOf(layer).edits(layer, wish);
  const some = fc.array(single, { minLength: 2, maxLength: 3, size: 'max' }).map(parts => parts.flat());
  return fc.oneof({ weight: 4, arbitrary: single }, { weight: 1, arbitrary: some });
}
