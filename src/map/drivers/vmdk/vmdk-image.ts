import { MetadataError, Unsupported } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { systemError } from '../../file/system-error.ts';
import { Unreadable } from '../../file/unreadable.ts';
import { noOffset } from '../../kernel/bits.ts';
import type { Finder } from '../../kernel/finder.ts';
import type { KernelLayer } from '../../kernel/kernel-layer.ts';
import type { BackingReference, ImageExtent, ImageFormat } from '../../node/image-format.ts';
import type { Lookup } from '../../node/lookup.ts';
import type { VirtualSize } from '../format/virtual-size.ts';
import type { Lineage } from './descriptor/descriptor.ts';
import type { Extent } from './extent.ts';
import type { PlacedExtent } from './placed-extent.ts';

/** A VMDK image: extents that follow each other, each in a file of its own or in that of the image. */
export class VmdkImage implements ImageFormat {
  readonly driver = 'vmdk';
  readonly virtualSize: number;
  readonly sizeError?: number;
  readonly clusterSize?: number;
  readonly supportsBacking = true;
  readonly isPlain = false;
  readonly tellsReads = 'extents';
  readonly backing: BackingReference;
  readonly file: ImageFile;
  readonly dataFile: ImageFile;
  readonly extents: readonly ImageExtent[];
  readonly furtherFiles: readonly ImageFile[];
  /** See `Opened.refusesWrites`. */
  readonly refusesWrites: boolean;
  readonly #extents: readonly PlacedExtent[];
  readonly #lineage: Lineage;
  /** The index of the extent that was asked last. */
  #current = 0;

  /** @param all the extents, those that answer nothing too */
  constructor(
    file: ImageFile,
    all: readonly Extent[],
    extents: readonly PlacedExtent[],
    { virtualSize, sizeError }: VirtualSize,
    lineage: Lineage,
  ) {
    this.file = file;
    this.dataFile = file;
    this.furtherFiles = all.map(extent => extent.file).filter(other => other !== file);
    this.extents = extents.map(({ extent, start }) => ({ file: extent.file, start }));
    this.refusesWrites = extents.some(({ extent }) => extent.refusesWrites);
    this.virtualSize = virtualSize;
    if (sizeError !== undefined) this.sizeError = sizeError;
    // A parent is taken for an image of this format, whatever it is.
    const { parent } = lineage;
    this.#lineage = lineage;
    this.backing = { name: parent, format: parent === '' ? '' : this.driver };
    this.#extents = extents;
    const grains = new Set(
      extents.map(({ extent }) => (extent.kind === 'flat' ? 0 : extent.tables.blockBytes)),
    );
    const [grain = 0] = grains;
    if (grains.size === 1 && grain > 0) this.clusterSize = grain;
  }

  attach(layer: KernelLayer): Finder {
    const finds = this.#extents.map(extent => extent.findOn(layer));
    return {
      find: (offset, limit) => {
        const index = this.#indexAt(offset);
        try {
          finds[index]!(offset, limit);
        } catch (error) {
          if (!(error instanceof MetadataError || error instanceof Unreadable)) throw error;
          // A block status fails by one error, whatever the read of a grain table has failed by.
          if (!layer.isForReads)
            throw error instanceof Unreadable ? new MetadataError('Input/output error') : error;
          // To a read, a grain that can't be found is one that isn't there.
          const end = this.#extents[index]!.reachFrom(offset);
          layer.setRun({ start: offset, end, kind: 0, offset: noOffset });
        }
      },
      lookAhead: offset => this.#extents[this.#indexAt(offset)]!.reachFrom(offset),
    };
  }

  /** The index of the extent that answers at an offset below the virtual size. */
  #indexAt(offset: number): number {
    const current = this.#extents[this.#current]!;
    if (offset < current.start || offset >= current.end) {
      this.#current = this.#extents.findIndex(({ end }) => offset < end);
    }
    return this.#current;
  }

  readData(bytes: Uint8Array, offset: number): void {
    for (let done = 0; done < bytes.length; ) {
      const { extent, start, end } = this.#extents[this.#indexAt(offset + done)]!;
      const part = bytes.subarray(done, end - offset);
      if (extent.kind === 'flat' || extent.tables.readData === undefined)
        throw new Unsupported('reading data of vmdk that have no place');
      extent.tables.readData(part, offset + done - start);
      done += part.length;
    }
  }

  /** @throws Unreadable if the parent has another content ID than it had, or is an image of another format */
  checkBacking(backing: ImageFormat): void {
    if (backing instanceof VmdkImage && backing.#lineage.id === this.#lineage.parentId) return;
    throw new Unreadable(this.file.name, 0, systemError('EINVAL'));
  }

  explain(offset: bigint): Lookup {
    const index = this.#indexAt(Number(offset));
    const { extent, start, end } = this.#extents[index]!;
    const inExtent = offset - BigInt(start);
    if (extent.kind === 'flat') {
      const unit = {
        name: 'flat extent',
        index: BigInt(index),
        bytes: end - start,
        byte: Number(inExtent),
      };
      return { unit, state: 'data', entries: [] };
    }
    const { unit, blockBytes } = extent.tables;
    const grain = inExtent / BigInt(blockBytes);
    const byte = Number(inExtent % BigInt(blockBytes));
    return {
      unit: { name: unit, index: grain, bytes: blockBytes, byte },
      ...extent.tables.explain(Number(grain)),
    };
  }
}
