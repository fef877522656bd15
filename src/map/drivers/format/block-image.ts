import { noOffset } from '../../kernel/bits.ts';
import type { BlockWindow, EntryRule } from '../../kernel/block-window.ts';
import type { Finder } from '../../kernel/finder.ts';
import type { KernelLayer } from '../../kernel/kernel-layer.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import type { Lookup } from '../../node/lookup.ts';
import { type ImageTraits, imageOf } from './format-image.ts';

/** What the tables say of a block. The fields are mutable so that a walk of a million blocks fills one object. */
export interface Block {
  /** A sum of bits of kernel/bits.ts; 0: not allocated. */
  kind: number;
  /** Where its first byte is in the file, in bytes, or `noOffset`. */
  offset: number;
  /** How many blocks, it included, are so: without an offset, or each behind the one before. 1 before each `read`. */
  count: number;
}

/** Entries of 32 bits that the kernel can make blocks of by itself: of a million, that takes a tenth of the time of reading each. */
export interface PlainEntries {
  readonly rule: EntryRule;
  /** The kind of the blocks that they place. */
  readonly kind: number;
  /**
   * Reads the entries of the blocks from `index` on into `bytes`, as the file has them.
   *
   * @returns how many; 0: `BlockTables.read` has to be asked
   * @throws MetadataError, MapError if they can't be read at once
   */
  read(index: number, bytes: Uint8Array): number;
}

/** The tables of an image, which say for each of its blocks where it is. */
export interface BlockTables {
  /** What the format calls a block: `block`, `cluster`, `grain`. */
  readonly unit: string;
  readonly blockBytes: number;
  /**
   * Sets `block` to what the entries of the block at `index` say.
   *
   * @throws MetadataError where they can't be followed
   */
  read(index: number, block: Block): void;
  /** The same by the thousand. Absent: the tables are none of such entries. */
  readonly plain?: PlainEntries;
  /** The same for people. */
  explain(index: number): Omit<Lookup, 'unit'>;
}

/** The most blocks in one run, whose entries are read in a millisecond: who maps beside other work is held up no longer. */
const mostAtOnce = 65_536;

/** What such an image has beside its tables. */
export interface BlockImageParts extends Omit<ImageTraits, 'clusterSize' | 'explain'> {
  readonly tables: BlockTables;
}

/** An image of blocks of one size, each of which its tables place by itself. */
export function blockImage({ tables, ...parts }: BlockImageParts): ImageFormat {
  const { unit, blockBytes } = tables;
  const place = { start: 0, end: parts.virtualSize, file: 0 };
  const traits = imageOf({
    ...parts,
    clusterSize: blockBytes,
    explain(offset) {
      const index = offset / BigInt(blockBytes);
      const byte = Number(offset % BigInt(blockBytes));
      return { unit: { name: unit, index, bytes: blockBytes, byte }, ...tables.explain(Number(index)) };
    },
  });
  return {
    ...traits,
    attach: layer => ({ find: blockFinder(tables, place, layer), lookAhead: () => place.end }),
  };
}

/** Where the blocks of some tables lie in an image: guest bytes, and the number of the file (`ImageFormat.extents`). */
export interface BlockPlace {
  readonly start: number;
  readonly end: number;
  readonly file: number;
}

/**
 * Finds the runs of a layer at offsets within a place of blocks. qemu answers for each block, and map merges what it answers; so
 * blocks are read into the window of the layer, by the thousand, and the kernel makes runs of them.
 */
export function blockFinder(tables: BlockTables, place: BlockPlace, layer: KernelLayer): Finder['find'] {
  const { start, end, file } = place;
  const { blockBytes } = tables;
  const { blocks } = layer;
  const block: Block = { kind: 0, offset: noOffset, count: 1 };
  return (offset, limit) => {
    if (blocks.has(offset)) return layer.scan(offset, limit);
    const first = Math.floor((offset - start) / blockBytes);
    const last = Math.ceil((Math.min(limit, end) - start) / blockBytes);
    const windowStart = start + first * blockBytes;
    const placed = placeBlocks(tables, first, Math.ceil((end - start) / blockBytes), blocks);
    if (placed > 0) {
      const windowEnd = Math.min(windowStart + placed * blockBytes, end);
      blocks.set({ start: windowStart, end: windowEnd, blockBytes, kind: tables.plain!.kind, file });
      return layer.scan(offset, limit);
    }
    block.count = 1;
    tables.read(first, block);
    if (!fitsWindow(block)) {
      const { kind, offset: host } = block;
      const runEnd = start + endOfRun(tables, { ...block }, first, last) * blockBytes;
      const run = { start: windowStart, end: Math.min(runEnd, end), kind, offset: host };
      return layer.setRun(host === noOffset ? run : { ...run, file });
    }
    const { count, kind } = fillWindow(
      tables,
      block,
      first,
      Math.min(last, first + blocks.most),
      blocks.values,
    );
    const windowEnd = Math.min(windowStart + count * blockBytes, end);
    blocks.set({ start: windowStart, end: windowEnd, blockBytes, kind, file });
    layer.scan(offset, limit);
  };
}

/** Fills a window with the blocks from `first` on, at most up to `last`; returns how many. */
function placeBlocks({ plain }: BlockTables, first: number, last: number, blocks: BlockWindow): number {
  if (plain === undefined) return 0;
  const bytes = blocks.entries;
  const most = Math.min(bytes.length, (last - first) * Uint32Array.BYTES_PER_ELEMENT);
  try {
    const count = plain.read(first, bytes.subarray(0, most));
    blocks.place(count, plain.rule);
    return count;
  } catch {
    // Those before an entry that can't be read may be readable by themselves.
    return 0;
  }
}

/** Whether the window can hold a block: it is one by itself, and not at an offset that has overflowed. */
function fitsWindow({ count, offset }: Block): boolean {
  return count === 1 && (offset >= 0 || offset === noOffset);
}

/**
 * Fills a window with the block at `first`, which `block` holds, and those after it.
 *
 * @returns how many blocks are in it, and the kind of those with an offset
 */
function fillWindow(
  tables: BlockTables,
  block: Block,
  first: number,
  last: number,
  values: Float64Array,
): { readonly count: number; readonly kind: number } {
  let count = 0;
  let kind = 0;
  try {
    for (let index = first; fitsWindow(block); tables.read(index, block)) {
      if (block.offset === noOffset) values[count] = -1 - block.kind;
      else if (kind !== 0 && kind !== block.kind) break;
      else {
        kind = block.kind;
        values[count] = block.offset;
      }
      count++;
      if (++index >= last) break;
      block.count = 1;
    }
  } catch {
    // A damaged block counts for a request that begins there, which fails in the same way.
  }
  return { count, kind };
}

/** The index of the block after the run that begins with `block`, at `first`. Blocks from `last` on don't matter. */
function endOfRun(tables: BlockTables, block: Block, first: number, last: number): number {
  const { kind, offset } = block;
  let index = first + block.count;
  try {
    while (index < last && index - first < mostAtOnce) {
      block.count = 1;
      tables.read(index, block);
      const expected = offset === noOffset ? noOffset : offset + (index - first) * tables.blockBytes;
      if (block.kind !== kind || block.offset !== expected) break;
      index += block.count;
    }
  } catch {
    // As in `fillWindow`.
  }
  return index;
}
