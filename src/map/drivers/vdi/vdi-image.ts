import type { ImageFile } from '../../file/image-file.ts';
import { dataBit, noOffset, refineBit, zeroBit } from '../../kernel/bits.ts';
import type { Finder } from '../../kernel/finder.ts';
import type { KernelLayer, Run } from '../../kernel/kernel-layer.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import type { Lookup } from '../../node/lookup.ts';
import { TableWindow } from '../format/table-window.ts';
import { blockBytes, type VdiHeader } from './vdi-header.ts';

/** From this entry on the block map says that a block is not allocated, or was discarded. */
const firstUnallocated = 0xffff_fffe;

/**
 * A VDI image. A block that its map doesn't allocate reads as zeros, which are present: the format knows no backing file.
 * Nothing checks that a block lies in the file.
 */
export class VdiImage implements ImageFormat {
  readonly driver = 'vdi';
  readonly virtualSize: number;
  readonly sizeUsable = true;
  readonly clusterSize: number = blockBytes;
  readonly supportsBacking = false;
  readonly isPlain = false;
  readonly file: ImageFile;
  readonly dataFile: ImageFile;
  readonly #dataOffset: number;
  readonly #dataKind: number;
  readonly #map: TableWindow;

  constructor(file: ImageFile, header: VdiHeader) {
    this.file = file;
    this.dataFile = file;
    this.virtualSize = header.virtualSize;
    this.#dataOffset = header.dataOffset;
    this.#dataKind = header.isStatic ? dataBit | refineBit : dataBit;
    this.#map = new TableWindow(file, header.mapOffset, 4, header.blocks);
  }

  attach(layer: KernelLayer): Finder {
    return {
      find: (offset, limit) => layer.setRun(this.#runAt(offset, limit)),
      // Any entry is valid.
      lookAhead: () => this.virtualSize,
    };
  }

  /** Blocks alike are one run, as far as the request goes: qemu's answers, one a block, are merged to the same extents. */
  #runAt(offset: number, limit: number): Run {
    const first = Math.floor(offset / blockBytes);
    const start = first * blockBytes;
    const entry = this.#map.readUInt32LE(first);
    const isZero = entry >= firstUnallocated;
    let end = start + blockBytes;
    for (let block = first + 1; end < limit && this.#goesOn(block, entry, block - first); block++) {
      end += blockBytes;
    }
    return {
      start,
      end: Math.min(end, this.virtualSize),
      kind: isZero ? zeroBit : this.#dataKind,
      offset: isZero ? noOffset : this.#dataOffset + entry * blockBytes,
    };
  }

  #goesOn(block: number, first: number, distance: number): boolean {
    if (block >= this.#map.entries) return false;
    const entry = this.#map.readUInt32LE(block);
    return first >= firstUnallocated ? entry >= firstUnallocated : entry === first + distance;
  }

  explain(offset: bigint): Lookup {
    const index = Number(offset / BigInt(blockBytes));
    const entry = this.#map.readUInt32LE(index);
    const isZero = entry >= firstUnallocated;
    const byte = Number(offset % BigInt(blockBytes));
    const host = this.#dataOffset + entry * blockBytes;
    return {
      unit: { name: 'block', index: BigInt(index), bytes: blockBytes, byte },
      state: isZero ? 'unallocated' : 'data',
      entries: [
        {
          table: 'block map',
          index,
          offset: this.#map.placeOf(index),
          word: `0x${entry.toString(16).padStart(8, '0')}`,
          meaning: isZero ? 'no block' : `block at 0x${host.toString(16)}`,
        },
      ],
    };
  }
}
