import type { BlockFormat } from '../../recipe/blocks/block-format.ts';
import type { BlockFormatName } from '../../recipe/blocks/block-formats.ts';
import type { BlockLayer } from '../../recipe/recipe.ts';
import type { FormatArbitrary } from '../format-arbitrary.ts';
import { blockLayer } from './block-layer.ts';
import { withBlockState } from './with-block-state.ts';

/** How layers of a block format are drawn. */
export function blockArbitrary({ sizes }: BlockFormat, format: BlockFormatName): FormatArbitrary<BlockLayer> {
  return {
    layer: ({ unit, extent }, name) => blockLayer({ format, name, unit, extent }),
    leastCell: sizes.least,
    withState: withBlockState,
    harmlessOptions: [],
    mapOptions: () => [],
  };
}
