import type { ImageFile } from '../../file/image-file.ts';
import { dataBit, noOffset, zeroBit } from '../../kernel/bits.ts';
import type { Finder } from '../../kernel/finder.ts';
import type { KernelLayer, Run } from '../../kernel/kernel-layer.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import type { Lookup } from '../../node/lookup.ts';
import { type BlockTable, placeOfBlock, unallocated } from './block-table.ts';

/** A dynamic VPC image. A block that isn't allocated reads as zeros, which are present: qemu knows no parent of it. */
export class DynamicVpcImage implements ImageFormat {
  readonly driver = 'vpc';
  readonly virtualSize: number;
  readonly sizeUsable = true;
  readonly clusterSize: number;
  readonly supportsBacking = false;
  readonly isPlain = false;
  readonly file: ImageFile;
  readonly dataFile: ImageFile;
  readonly #blocks: BlockTable;

  /** @param virtualSize bytes */
  constructor(file: ImageFile, virtualSize: number, blocks: BlockTable) {
    this.file = file;
    this.dataFile = file;
    this.virtualSize = virtualSize;
    this.clusterSize = blocks.blockBytes;
    this.#blocks = blocks;
  }

  attach(layer: KernelLayer): Finder {
    return {
      find: (offset, limit) => layer.setRun(this.#runAt(offset, limit)),
      // Entries were checked when the image was opened.
      lookAhead: () => this.virtualSize,
    };
  }

  /** One block, or the unallocated blocks that follow each other as far as the request goes. */
  #runAt(offset: number, limit: number): Run {
    const { table, blockBytes } = this.#blocks;
    const first = Math.floor(offset / blockBytes);
    const start = first * blockBytes;
    const entry = table.readUInt32BE(first);
    let behind = first + 1;
    if (entry === unallocated) {
      const last = Math.min(limit, this.virtualSize);
      while (behind * blockBytes < last && table.readUInt32BE(behind) === unallocated) behind++;
    }
    return {
      start,
      end: Math.min(behind * blockBytes, this.virtualSize),
      kind: entry === unallocated ? zeroBit : dataBit,
      offset: entry === unallocated ? noOffset : placeOfBlock(entry, this.#blocks),
    };
  }

  explain(offset: bigint): Lookup {
    const { table, blockBytes } = this.#blocks;
    const index = Number(offset / BigInt(blockBytes));
    const entry = table.readUInt32BE(index);
    const isZero = entry === unallocated;
    return {
      unit: {
        name: 'block',
        index: BigInt(index),
        bytes: blockBytes,
        byte: Number(offset % BigInt(blockBytes)),
      },
      state: isZero ? 'unallocated' : 'data',
      entries: [
        {
          table: 'block allocation table',
          index,
          offset: table.placeOf(index),
          word: `0x${entry.toString(16).padStart(8, '0')}`,
          meaning: isZero ? 'no block' : `data at 0x${placeOfBlock(entry, this.#blocks).toString(16)}`,
        },
      ],
    };
  }
}
