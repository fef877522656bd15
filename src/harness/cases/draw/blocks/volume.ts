import { joinRuns } from '../../../../../generators/recipe/cells/cell-row.ts';
import { plainLayer } from '../../../../../generators/recipe/formats.ts';
import type { BlockLayer, CellRun } from '../../../../../generators/recipe/recipe.ts';
import type { ImageFormat } from '../../../../map/node/image-format.ts';
import { checkLength, type DrawnLayer, type Part } from '../drawn-layer.ts';
import { drawnBlocks } from './block-layer.ts';
import { dataCells } from './data-cells.ts';

/** Bytes of a cell. Its parts are small enough for the holes of any host. */
const unit = 65_536;

/**
 * Draws a LUKS volume, whose sectors stand in the file in guest order: which of them were written, by the holes of the file.
 *
 * @throws HarnessError `too-long`
 */
export function drawVolume(name: string, image: ImageFormat, part: Part): DrawnLayer<BlockLayer> {
  const { file, virtualSize } = image;
  const cells: CellRun[] = [];
  const count = Math.ceil(virtualSize / unit);
  const first = Math.min(count, Math.floor(part.start / unit));
  const end = Math.min(count, Math.ceil(part.end / unit));
  cells.push({ state: 'data-hole', count: first });
  if (end > first) {
    const host = image.explain(BigInt(first * unit))!.unit.host!;
    const dataEnd = host + virtualSize - first * unit;
    for (const cell of dataCells(file, { host, unit, count: end - first, dataEnd })) {
      cells.push(cell);
      checkLength(name, cells.length);
    }
  }
  cells.push({ state: 'data-hole', count: count - end });
  const layer = plainLayer('luks', { name, unit, cells: [] }) as BlockLayer;
  return drawnBlocks(image, layer, { cells: joinRuns(cells), hosts: [] });
}
