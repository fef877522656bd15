import { noOffset } from '../../kernel/bits.ts';
import type { Run } from '../../kernel/kernel-layer.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import type { Lookup } from '../../node/lookup.ts';
import { type FormatImageParts, formatImage } from './format-image.ts';

/** What the tables say of a block. The fields are mutable so that a walk of a million blocks fills one object. */
export interface Block {
  /** A sum of bits of kernel/bits.ts; 0: not allocated. */
  kind: number;
  /** Where its first byte is in the file, in bytes, or `noOffset`. */
  offset: number;
  /** How many blocks, it included, are so: without an offset, or each behind the one before. 1 before each `read`. */
  count: number;
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
  /** The same for people. */
  explain(index: number): Omit<Lookup, 'unit'>;
}

/** What such an image has beside its tables. */
export interface BlockImageParts extends Omit<FormatImageParts, 'clusterSize' | 'runAt' | 'explain'> {
  readonly tables: BlockTables;
}

/** An image of blocks of one size, each of which its tables place by itself. */
export function blockImage({ tables, ...parts }: BlockImageParts): ImageFormat {
  const { unit, blockBytes } = tables;
  return formatImage({
    ...parts,
    clusterSize: blockBytes,
    runAt: runsOf(tables, parts.virtualSize),
    explain(offset) {
      const index = offset / BigInt(blockBytes);
      const byte = Number(offset % BigInt(blockBytes));
      return { unit: { name: unit, index, bytes: blockBytes, byte }, ...tables.explain(Number(index)) };
    },
  });
}

/** The most entries in one run, which are read in a millisecond: who maps beside other work is held up no longer. */
const mostAtOnce = 65_536;

/** Makes one run of the blocks that follow each other: qemu answers for each, and map merges what it answers. */
export function runsOf(tables: BlockTables, virtualSize: number): (offset: number, limit: number) => Run {
  const { blockBytes } = tables;
  const block: Block = { kind: 0, offset: noOffset, count: 1 };
  const read = (index: number): void => {
    block.count = 1;
    tables.read(index, block);
  };
  return (offset, limit): Run => {
    const first = Math.floor(offset / blockBytes);
    read(first);
    const { kind, offset: host } = block;
    let count = block.count;
    while (count < mostAtOnce && (first + count) * blockBytes < limit) {
      try {
        read(first + count);
      } catch {
        // It counts for a request that begins there, which fails in the same way.
        break;
      }
      const expected = host === noOffset ? noOffset : host + count * blockBytes;
      if (block.kind !== kind || block.offset !== expected) break;
      count += block.count;
    }
    const start = first * blockBytes;
    return { start, end: Math.min(start + count * blockBytes, virtualSize), kind, offset: host };
  };
}
