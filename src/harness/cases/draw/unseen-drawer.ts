import type { BlockFormatName } from '../../../../generators/recipe/blocks/block-formats.ts';
import { joinRuns } from '../../../../generators/recipe/cells/cell-row.ts';
import { plainLayer } from '../../../../generators/recipe/formats.ts';
import type { BlockLayer, CellState } from '../../../../generators/recipe/recipe.ts';
import type { ImageFormat } from '../../../map/node/image-format.ts';
import type { Drawer } from './drawer.ts';

/** Bytes of a cell of a format without blocks. */
const cellBytes = 65_536;

/** Draws an image of which map is told nothing as one whose cells are all in one state. */
export function unseen(
  format: BlockFormatName,
  state: CellState,
  unitOf: (image: ImageFormat) => number = () => cellBytes,
): Drawer {
  return {
    format,
    hasDataFiles: false,
    draw(image, { name }) {
      const unit = unitOf(image);
      const cells = joinRuns([{ state, count: Math.ceil(image.virtualSize / unit) }]);
      const row = { name, unit, cells, size: BigInt(image.virtualSize) };
      const layer = plainLayer(format, row) as BlockLayer;
      const notes = ['map is told nothing of its blocks: none is drawn'];
      return { kind: 'base', layer, notes, isMoved: false };
    },
  };
}
