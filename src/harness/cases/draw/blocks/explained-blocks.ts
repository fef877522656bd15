import { type BlockFormatName, blockFormats } from '../../../../../generators/recipe/blocks/block-formats.ts';
import { hasHostSlot, joinRuns } from '../../../../../generators/recipe/cells/cell-row.ts';
import { plainLayer } from '../../../../../generators/recipe/formats.ts';
import type { BlockLayer, CellRun, CellState } from '../../../../../generators/recipe/recipe.ts';
import type { ImageFormat } from '../../../../map/node/image-format.ts';
import type { Lookup } from '../../../../map/node/lookup.ts';
import { checkLength, type DrawnLayer, type Part } from '../drawn-layer.ts';
import { type DrawnBlocks, drawnBlocks } from './block-layer.ts';
import { dataCells } from './data-cells.ts';

/** What the entries of a block say of it. */
export interface BlockMeaning {
  readonly state: CellState;
  /** The place of the block in the file, in bytes; it counts only in states that have one. */
  readonly host: number;
}

/** Reads the last entry of a block; 0: it has none. */
export function lastEntry(read: (entry: bigint) => BlockMeaning): ReadBlock {
  return ({ entries }) => read(BigInt(entries.at(-1)?.word ?? 0));
}

type ReadBlock = (lookup: Lookup) => BlockMeaning;

/** How to draw such an image. */
export interface ExplainedKind {
  readonly format: BlockFormatName;
  /** Absent: the usual one. */
  readonly subformat?: string;
  /** Bytes of a block. Absent: those of the units that `explain` gives. */
  readonly unit?: number;
  readonly read: ReadBlock;
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
  { format, subformat, unit = unitOf(image, format), read }: ExplainedKind,
): DrawnLayer<BlockLayer> {
  const plain = plainLayer(format, { name, unit, cells: [] });
  const layer = { ...plain, ...(subformat === undefined ? {} : { subformat }) } as BlockLayer;
  return drawnBlocks(image, layer, blocksOf(image, layer, part, read));
}

function unitOf(image: ImageFormat, format: BlockFormatName): number {
  return image.virtualSize === 0 ? blockFormats[format].sizes.least : image.explain(0n)!.unit.bytes;
}

function blocksOf(image: ImageFormat, { name, unit }: BlockLayer, part: Part, read: ReadBlock): DrawnBlocks {
  const count = Math.ceil(image.virtualSize / unit);
  const first = Math.min(count, Math.floor(part.start / unit));
  const end = Math.min(count, Math.ceil(part.end / unit));
  const cells: CellRun[] = [];
  const hosts: number[] = [];
  const add = (cell: CellRun): void => {
    cells.push(...joinRuns([...cells.splice(-1), cell]));
    checkLength(name, cells.length);
  };
  add({ state: 'unallocated', count: first });
  for (let block = first; block < end; ) {
    const lookup = image.explain(BigInt(block) * BigInt(unit))!;
    const { state, host } = read(lookup);
    const count = hasHostSlot({ state }) ? 1 : Math.min(end - block, lookup.equal ?? 1);
    if (hasHostSlot({ state })) hosts.push(host);
    if (state === 'data')
      for (const cell of dataCells(image.file, { host, unit, count, dataEnd: Number.POSITIVE_INFINITY }))
        add(cell);
    else add({ state, count });
    block += count;
  }
  add({ state: 'unallocated', count: count - end });
  return { cells, hosts };
}
