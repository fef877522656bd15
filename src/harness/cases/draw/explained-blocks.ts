import { type BlockFormatName, blockFormats } from '../../../../generators/recipe/blocks/block-formats.ts';
import { hasHostSlot, joinRuns } from '../../../../generators/recipe/cell-row.ts';
import { plainLayer } from '../../../../generators/recipe/formats.ts';
import type { BlockLayer, CellRun, CellState } from '../../../../generators/recipe/recipe.ts';
import type { ImageFormat } from '../../../map/node/image-format.ts';
import type { Lookup } from '../../../map/node/lookup.ts';
import { type DrawnBlocks, drawnBlocks } from './block-layer.ts';
import { dataCells } from './data-cells.ts';
import { checkLength, type DrawnLayer, type Part } from './drawn-layer.ts';

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
  const cells: CellRun[] = [{ state: 'unallocated', count: first }];
  const hosts: number[] = [];
  for (let block = first; block < end; block++) {
    const { state, host } = read(image.explain(BigInt(block) * BigInt(unit))!);
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
