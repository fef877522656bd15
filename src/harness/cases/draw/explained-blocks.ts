import { type BlockFormatName, blockFormats } from '../../../../generators/recipe/blocks/block-formats.ts';
import { hasHostSlot, joinRuns } from '../../../../generators/recipe/cell-row.ts';
import { plainLayer } from '../../../../generators/recipe/formats.ts';
import type { BlockLayer, CellRun, CellState } from '../../../../generators/recipe/recipe.ts';
import type { ImageFormat } from '../../../map/node/image-format.ts';
import { type DrawnBlocks, drawnBlocks } from './block-layer.ts';
import { dataCells } from './data-cells.ts';
import { checkLength, type DrawnLayer, type Part } from './drawn-layer.ts';

/** What an entry says of its block. */
export interface EntryMeaning {
  readonly state: CellState;
  /** The place of the block in the file, in bytes; it counts only in states that have one. */
  readonly host: number;
}

/**
 * Draws a layer of a block format of whose blocks map is told nothing, by their entries as `explain` shows them.
 *
 * @throws HarnessError `too-long`
 */
export function drawExplained(
  name: string,
  image: ImageFormat,
  part: Part,
  { format, read }: { readonly format: BlockFormatName; readonly read: (entry: bigint) => EntryMeaning },
): DrawnLayer<BlockLayer> {
  const unit = image.virtualSize === 0 ? blockFormats[format].sizes.least : image.explain(0n)!.unit.bytes;
  const layer = plainLayer(format, { name, unit, cells: [] }) as BlockLayer;
  return drawnBlocks(image, layer, blocksOf(image, layer, part, read));
}

function blocksOf(
  image: ImageFormat,
  { name, unit }: BlockLayer,
  part: Part,
  read: (entry: bigint) => EntryMeaning,
): DrawnBlocks {
  const count = Math.ceil(image.virtualSize / unit);
  const first = Math.min(count, Math.floor(part.start / unit));
  const end = Math.min(count, Math.ceil(part.end / unit));
  const cells: CellRun[] = [{ state: 'unallocated', count: first }];
  const hosts: number[] = [];
  for (let block = first; block < end; block++) {
    const entry = image.explain(BigInt(block) * BigInt(unit))!.entries.at(-1);
    const { state, host } = read(BigInt(entry?.word ?? 0));
    if (hasHostSlot({ state })) hosts.push(host);
    const last = cells.at(-1)!;
    if (state === 'data')
      cells.push(...dataCells(image.file, { host, unit, count: 1, dataEnd: Number.POSITIVE_INFINITY }));
    else if (state === last.state) cells[cells.length - 1] = { ...last, count: last.count + 1 };
    else cells.push({ state, count: 1 });
    checkLength(name, cells.length);
  }
  return { cells: joinRuns([...cells, { state: 'unallocated', count: count - end }]), hosts };
}
