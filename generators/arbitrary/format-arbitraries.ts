import { type BlockFormatName, forBlockFormats } from '../recipe/blocks/block-formats.ts';
import type { Layer, LayerFormat, LayerOf } from '../recipe/recipe.ts';
import { blockArbitrary } from './blocks/block-arbitrary.ts';
import type { FormatArbitrary } from './layer/format-arbitrary.ts';
import { qcow2Arbitrary } from './qcow2/qcow2-arbitrary.ts';
import { rawArbitrary } from './raw/raw-arbitrary.ts';

/** Each draws layers of its own format. */
const ofBlockFormats = forBlockFormats(blockArbitrary) as {
  readonly [F in BlockFormatName]: FormatArbitrary<LayerOf<F>>;
};

const arbitraries: { readonly [F in LayerFormat]: FormatArbitrary<LayerOf<F>> } = {
  qcow2: qcow2Arbitrary,
  raw: rawArbitrary,
  ...ofBlockFormats,
};

/** How layers of a format are drawn. */
export function arbitraryOf(format: LayerFormat): FormatArbitrary<Layer> {
  return arbitraries[format];
}
