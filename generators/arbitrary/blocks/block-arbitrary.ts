import * as fc from 'fast-check';
import type { BlockFormat } from '../../recipe/blocks/block-format.ts';
import type { BlockFormatName } from '../../recipe/blocks/block-formats.ts';
import type { BlockLayer } from '../../recipe/recipe.ts';
import { asWished } from '../../wish/wish.ts';
import type { FormatArbitrary } from '../format-arbitrary.ts';
import { blockLayer } from './block-layer.ts';
import { withBlockState } from './with-block-state.ts';

/** How layers of a block format are drawn. */
export function blockArbitrary(
  { sizes, recordedFormat }: BlockFormat,
  format: BlockFormatName,
): FormatArbitrary<BlockLayer> {
  return {
    layer({ unit, extent, wish }, name) {
      const layer = blockLayer({ format, name, unit, extent });
      if (recordedFormat === undefined) return layer;
      const cut = asWished(wish, 'cut', 25, fc.constant({ backing: null }));
      return fc.tuple(layer, cut).map(([drawn, more]) => ({ ...drawn, ...more }) as BlockLayer);
    },
    leastCell: sizes.least,
    withState: withBlockState,
    harmlessOptions: [],
    mapOptions: () => [],
  };
}
