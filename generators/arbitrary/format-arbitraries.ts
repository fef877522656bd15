import type { Layer, LayerFormat, LayerOf } from '../recipe/recipe.ts';
import type { FormatArbitrary } from './format-arbitrary.ts';
import { qcow2Arbitrary } from './qcow2/qcow2-arbitrary.ts';
import { rawArbitrary } from './raw/raw-arbitrary.ts';

const arbitraries: { readonly [F in LayerFormat]: FormatArbitrary<LayerOf<F>> } = {
  qcow2: qcow2Arbitrary,
  raw: rawArbitrary,
};

/** How layers of a format are drawn. */
export function arbitraryOf(format: LayerFormat): FormatArbitrary<Layer> {
  return arbitraries[format];
}
