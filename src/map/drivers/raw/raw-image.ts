import { Refusal, Unsupported } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import {
  dataBit,
  invalidNextBit,
  noOffset,
  reachingBit,
  synthesisedBit,
  zeroBit,
} from '../../kernel/bits.ts';
import type { Finder } from '../../kernel/finder.ts';
import type { KernelLayer } from '../../kernel/kernel-layer.ts';
import { attachBelow, type ImageExtent, type ImageFormat } from '../../node/image-format.ts';
import { withSizeError } from '../../node/size-error.ts';
import { NoAnswer } from '../../node/walk/no-answer.ts';
import type { Profile } from '../../profile/profile.ts';

const sector = 512;

/** The part of a file that a raw image shows: the options `offset` and `size`, in bytes. */
export interface RawWindow {
  readonly offset: bigint;
  /** Absent: up to the end of the file. */
  readonly size?: bigint;
}

/**
 * A raw image: all or a part of the node below, which is usually a file but may be an image of any format. The image below
 * answers, without its backing files. Where it allocates nothing, the raw image reports neither zeros nor data.
 */
export class RawImage implements ImageFormat {
  readonly driver = 'raw';
  readonly virtualSize: number;
  readonly supportsBacking = false;
  readonly isPlain: boolean;
  readonly file: ImageFile;
  readonly dataFile: ImageFile;
  readonly extents?: readonly ImageExtent[];
  /** Where the first byte of this image is in the node below, in bytes. */
  readonly offset: number;
  readonly #below: ImageFormat;
  /** The virtual size of the backing file of the image below; 0 if it has none. */
  readonly #backingSize: number;

  /**
   * @param layers the image below, with its backing files
   * @throws Refusal if the window is not inside of it
   */
  constructor(layers: readonly ImageFormat[], window: RawWindow, profile: Profile) {
    const below = layers[0]!;
    this.#below = below;
    this.isPlain = below.isPlain;
    this.#backingSize = layers[1]?.virtualSize ?? 0;
    this.file = below.file;
    this.dataFile = below.dataFile;
    if (below.extents !== undefined) this.extents = below.extents;
    if (below.sizeError !== undefined)
      throw new Refusal(withSizeError('Could not get image size', below.sizeError));
    checkWindow(window, BigInt(below.virtualSize), profile);
    checkExact(window, below.virtualSize);
    this.offset = Number(window.offset);
    const size = window.size === undefined ? below.virtualSize - this.offset : Number(window.size);
    this.virtualSize = Math.ceil(size / sector) * sector;
  }

  attach(layer: KernelLayer): Finder {
    const below = attachBelow(this.#below, layer);
    layer.setIndirect();
    /** Where the answer ends that was found last below. */
    let endBelow = 0;
    return {
      find: (offset, limit) => {
        endBelow = this.#find(offset, limit, layer, below);
      },
      lookAhead: offset => {
        const at = this.offset + offset;
        const reach = below.lookAhead(at);
        return (at < endBelow ? Math.min(reach, endBelow) : reach) - this.offset;
      },
    };
  }

  /** @returns where the answer below ends for a request that goes on */
  #find(offset: number, limit: number, layer: KernelLayer, below: Finder): number {
    const at = this.offset + offset;
    if (at >= this.#below.virtualSize) {
      throw new NoAnswer(
        'the last sector of a raw image ends past its file',
        'Give the raw image a size that is a multiple of 512, or map less of it.',
      );
    }
    below.find(at, this.offset + limit);
    const found = layer.run;
    const isUnallocated = (found.kind & (dataBit | zeroBit)) === 0;
    const couldBeBelow = isUnallocated && this.#below.supportsBacking;
    const isZero = couldBeBelow && at >= this.#backingSize;
    const last = Math.min(this.#below.virtualSize, this.offset + this.virtualSize);
    const goesOn = (found.kind & (invalidNextBit | reachingBit)) !== 0;
    const reach = goesOn ? last : Math.min(found.end, last);
    let end = Math.min(found.end, last);
    let { kind } = found;
    // What follows the end of this image is irrelevant.
    if (end < found.end) kind &= ~(invalidNextBit | reachingBit);
    if (isZero) kind |= zeroBit | synthesisedBit;
    // If the image below allocates nothing, the start of the request decides.
    if (couldBeBelow && !isZero && end > this.#backingSize) {
      const asked = Math.min(below.lookAhead(at), this.offset + limit);
      // The image below is asked for all of the request first, and meets the damage.
      if ((kind & invalidNextBit) !== 0 && asked > found.end) below.find(found.end, asked);
      end = this.#backingSize;
      kind |= reachingBit;
    }
    layer.setRun({
      start: found.start - this.offset,
      end: end - this.offset,
      kind,
      offset: isUnallocated && !isZero ? noOffset : found.offset,
      ...(found.file !== undefined && { file: found.file }),
    });
    return reach;
  }

  explain(): undefined {
    return undefined;
  }
}

/** @throws Refusal; before 9.2 (and its stable fixes) the numbers in it are zeros */
function checkWindow({ offset, size }: RawWindow, length: bigint, profile: Profile): void {
  const printed = (value: bigint): bigint => (profile.rawErrorsShowNumbers ? value : 0n);
  if (offset > length) {
    throw new Refusal(
      `Offset (${printed(offset)}) cannot be greater than size of the containing file (${length})`,
    );
  }
  if (size === undefined) return;
  if (size > length - offset) {
    throw new Refusal(
      `The sum of offset (${printed(offset)}) and size (${printed(size)}) has to be smaller or equal to the ` +
        ` actual size of the containing file (${length})`,
    );
  }
  if (size % BigInt(sector) !== 0n) throw new Refusal(`Specified size is not multiple of ${sector}`);
}

/**
 * Places in the window are numbers, which hold all bytes up to 2^53 and all sectors up to 2^62.
 *
 * @throws Unsupported where one could be rounded
 */
function checkExact({ offset, size }: RawWindow, length: number): void {
  const isOdd = offset % BigInt(sector) !== 0n;
  if (offset > 0n && length > (isOdd ? 2 ** 53 : 2 ** 62)) {
    throw new Unsupported(
      isOdd
        ? 'an offset of a part of a sector into more than 2^53 bytes'
        : 'an offset into more than 2^62 bytes',
    );
  }
  if (size !== undefined && BigInt(Number(size)) !== size) throw new Unsupported(`a size of ${size} bytes`);
}
