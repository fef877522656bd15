import type * as fc from 'fast-check';
import type { Edit, Layer } from '../recipe/recipe.ts';
import type { Wish } from '../wish/wish.ts';

/** The damage that files of one format suffer. */
export interface FormatDamage<L extends Layer> {
  /** For edits that damage one layer in one way. The layer can be written. */
  edits(layer: L, wish: Wish): fc.Arbitrary<Edit[]>;
}
