import { type BlockFormatName, blockFormats } from '../../../../../generators/recipe/blocks/block-formats.ts';
import { hasSlots, kindOf } from '../../../../../generators/recipe/blocks/block-layer.ts';
import { extentsOf } from '../../../../../generators/recipe/blocks/extents.ts';
import { joinRuns } from '../../../../../generators/recipe/cells/cell-row.ts';
import { plainLayer } from '../../../../../generators/recipe/formats.ts';
import type { BlockLayer, CellRun } from '../../../../../generators/recipe/recipe.ts';
import { defaultSize } from '../../../../../generators/recipe/virtual-size.ts';
import { blockLayoutOf } from '../../../../../generators/write/blocks/block-files.ts';
import { placeOfSlot } from '../../../../../generators/write/blocks/block-layout.ts';
import { placedBlocks } from '../../../../../generators/write/blocks/placed-blocks.ts';
import type { ImageFile } from '../../../../map/file/image-file.ts';
import { compressedBit, dataBit, zeroBit } from '../../../../map/kernel/bits.ts';
import { Kernel } from '../../../../map/kernel/kernel.ts';
import { fileOfRun, type ImageFormat } from '../../../../map/node/image-format.ts';
import { addLayers } from '../../../../map/node/walk/add-layers.ts';
import { checkLength, type DrawnLayer, type Part } from '../drawn-layer.ts';
import { dataCells } from './data-cells.ts';

/** Bytes of a block where the image has none. Its parts are small enough for the holes of any host. */
const cellBytes = 1 << 16;

/** What a drawn image is. */
export interface DrawnKind {
  readonly format: BlockFormatName;
  readonly subformat: string;
  /** Bytes of each of its extents but the last; absent: it has one file, or one extent. */
  readonly extentSize?: number;
}

/** The largest cell of which an extent has a whole number. */
function cellIn(extentSize: number): number {
  let unit = cellBytes;
  while (extentSize % unit !== 0) unit /= 2;
  return unit;
}

/** Blocks of the guest, each with the place of its first byte in the file if it has one. */
export interface DrawnBlocks {
  readonly cells: readonly CellRun[];
  readonly hosts: readonly number[];
}

/**
 * Draws a layer of a block format, by what its driver says of its blocks.
 *
 * @throws HarnessError `too-long`
 */
export function drawBlocks(
  name: string,
  image: ImageFormat,
  part: Part,
  { format, subformat, extentSize }: DrawnKind,
): DrawnLayer<BlockLayer> {
  const unit = image.clusterSize ?? (extentSize === undefined ? cellBytes : cellIn(extentSize));
  const stated = {
    ...(subformat === Object.keys(blockFormats[format].kinds)[0] ? {} : { subformat }),
    ...(extentSize === undefined ? {} : { extentSize }),
  };
  const bare = { ...plainLayer(format, { name, unit, cells: [] }), ...stated } as BlockLayer;
  return drawnBlocks(image, bare, blocksOf(image, bare, part));
}

/** The drawn layer with its blocks. `bare` has no cells yet. */
export function drawnBlocks(
  image: ImageFormat,
  bare: BlockLayer,
  { cells, hosts }: DrawnBlocks,
): DrawnLayer<BlockLayer> {
  const size = BigInt(image.virtualSize);
  const row = { ...bare, cells };
  const sized = size === defaultSize(row) ? row : { ...row, size };
  const notes = image.file.knowsHoles ? [] : ['its holes are unknown on this host'];
  // Without a block in the file no table need be laid out: it may be larger than one that is written.
  if (hosts.length === 0) return { layer: sized, notes, isMoved: false };
  if (!hasSlots(bare) && isWritten(sized, hosts)) return { layer: sized, notes, isMoved: false };
  const slots = hasSlots(bare) ? slotsOf(sized, hosts) : undefined;
  if (slots !== undefined) return { layer: { ...sized, slots }, notes, isMoved: false };
  const moved = [...notes, 'its blocks are drawn in guest order, with other host offsets'];
  return { layer: sized, notes: moved, isMoved: true };
}

function blocksOf(image: ImageFormat, layer: BlockLayer, part: Part): DrawnBlocks {
  const { unit, name } = layer;
  const { states } = kindOf(layer);
  const { unallocated } = blockFormats[layer.format];
  const outside = states.includes('unallocated') ? 'unallocated' : 'data-hole';
  // What is unallocated is zeros too, if no layer below can show.
  const zeros = unallocated === 'open' ? 'zero-plain' : outside;
  const cells: CellRun[] = [];
  const hosts: number[] = [];
  const count = Math.ceil(image.virtualSize / unit);
  const [first, end] = [
    Math.min(count, Math.floor(part.start / unit)),
    Math.min(count, Math.ceil(part.end / unit)),
  ];
  cells.push({ state: outside, count: first });
  const kernel = Kernel.take();
  const [cursor] = addLayers(kernel, [image], 'tables');
  for (let block = first; block < end; ) {
    const { kind, end: answered, offset, file = 0 } = cursor!.answerAt(block * unit, end * unit);
    const after = Math.min(end, Math.max(block + 1, Math.ceil(answered / unit)));
    if ((kind & compressedBit) !== 0) cells.push({ state: 'compressed', count: after - block });
    else if ((kind & dataBit) === 0)
      cells.push({ state: (kind & zeroBit) === 0 ? outside : zeros, count: after - block });
    else {
      const own = fileOfRun(image, file);
      const dataEnd = dataEndIn(own, image, layer);
      for (const cell of dataCells(own, { host: offset, unit, count: after - block, dataEnd })) {
        checkLength(name, cells.length);
        cells.push(cell);
      }
      for (let index = block; index < after; index++) hosts.push(offset + (index - block) * unit);
    }
    block = after;
  }
  kernel.release();
  cells.push({ state: outside, count: count - end });
  return { cells: joinRuns(cells), hosts };
}

/** Where the guest's bytes end in a file, in bytes: only blocks without a table need not be whole. */
function dataEndIn(file: ImageFile, { virtualSize }: ImageFormat, layer: BlockLayer): number {
  const { tables, hasExtents } = kindOf(layer);
  if (Object.keys(tables).length > 0) return Number.POSITIVE_INFINITY;
  return hasExtents === true ? file.length : virtualSize;
}

/** Whether the blocks of a layer without slots are written at `hosts`. */
function isWritten(layer: BlockLayer, hosts: readonly number[]): boolean {
  if (Object.keys(kindOf(layer).tables).length === 0) return true;
  const written = extentsOf(layer).flatMap(({ layer: extent }) => {
    const layout = blockLayoutOf(extent);
    return [...placedBlocks(extent)].flatMap(({ slot }) =>
      slot === undefined ? [] : [placeOfSlot(layout, slot)],
    );
  });
  return written.every((place, index) => place === hosts[index]);
}

/** The slots with which the written file has its blocks at `hosts`; undefined: it has other things there. */
function slotsOf(layer: BlockLayer, hosts: readonly number[]): readonly number[] | undefined {
  const { offset: first, stride } = blockLayoutOf(layer).slots;
  const slots = hosts.map(host => (host - first) / stride);
  const fit = slots.every(slot => Number.isSafeInteger(slot) && slot >= 0);
  return fit && new Set(slots).size === slots.length ? slots : undefined;
}
