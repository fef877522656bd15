import { Abort, Refusal, Unsupported } from '../../error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import type { Profile } from '../../profile/profile.ts';
import type { ImageFormat } from '../format.ts';
import { dataBit, invalidNextBit, noOffset, type Runs, synthesisedBit, zeroBit } from '../runs.ts';

const sector = 512;

/** Which part of a file a raw image is: the options `offset` and `size`, in bytes. */
export interface RawWindow {
  readonly offset: bigint;
  /** Absent: up to the end of the file. */
  readonly size?: bigint;
}

/**
 * A raw image: all or a part of what is below, which mostly is a file, but may be an image of any format. That one is
 * asked, without its backing files: where it leaves it to them, so does this one, which has none.
 */
export class RawImage implements ImageFormat {
  readonly driver = 'raw';
  readonly virtualSize: number;
  readonly sizeUsable: boolean;
  readonly supportsBacking = false;
  readonly isPlain: boolean;
  readonly file: ImageFile;
  readonly dataFile: ImageFile;
  /** Bytes below before the first one of this image. */
  readonly offset: number;
  readonly #below: ImageFormat;
  /** The size of the backing file of what is below; 0 where there is none. */
  readonly #backingSize: number;

  /**
   * @param layers what is below, with its backing files
   * @throws Refusal of a window that is no part of it
   */
  constructor(layers: readonly ImageFormat[], window: RawWindow, profile: Profile) {
    const below = layers[0]!;
    this.#below = below;
    this.isPlain = below.isPlain;
    this.#backingSize = layers[1]?.virtualSize ?? 0;
    this.file = below.file;
    this.dataFile = below.dataFile;
    this.sizeUsable = below.sizeUsable;
    checkWindow(window, BigInt(below.virtualSize), profile);
    this.offset = Number(window.offset);
    if (this.offset % sector !== 0 && !Number.isSafeInteger(below.virtualSize)) {
      throw new Unsupported('an offset that is no whole number of sectors into more than 2^53 bytes');
    }
    const size = window.size === undefined ? below.virtualSize - this.offset : Number(window.size);
    this.virtualSize = Math.ceil(size / sector) * sector;
  }

  find(offset: number, runs: Runs): void {
    const at = this.offset + offset;
    if (at >= this.#below.virtualSize) throw new Abort('the last sector of a raw image ends past its file');
    this.#below.find(at, runs);
    // Of what is below only the run that was asked for: what it leaves open is decided by where the question begins.
    const { start } = runs;
    const isOpen = (runs.kinds[0]! & (dataBit | zeroBit)) === 0;
    const isZero = isOpen && this.#below.supportsBacking && at >= this.#backingSize;
    let end = Math.min(runs.ends[0]!, this.#below.virtualSize, this.offset + this.virtualSize);
    if (isOpen && !isZero) end = Math.min(end, this.#below.lookAhead(at));
    let kind = runs.kinds[0]! & ~synthesisedBit;
    if (isZero) kind |= zeroBit | synthesisedBit;
    // What lies behind the end is no matter then.
    if (end < runs.ends[0]!) kind &= ~invalidNextBit;
    const offsetBelow = isOpen && !isZero ? noOffset : runs.offsets[0]!;
    runs.begin(start - this.offset);
    runs.add(end - this.offset, kind, offsetBelow);
  }

  lookAhead(offset: number): number {
    return this.#below.lookAhead(this.offset + offset) - this.offset;
  }

  explain(): undefined {
    return undefined;
  }
}

/** @throws Refusal; before 9.2 (and stable fixes) its numbers are zeros */
function checkWindow({ offset, size }: RawWindow, length: bigint, profile: Profile): void {
  const shown = (value: bigint): bigint => (profile.rawErrorsShowNumbers ? value : 0n);
  if (offset > length) {
    throw new Refusal(
      `Offset (${shown(offset)}) cannot be greater than size of the containing file (${length})`,
    );
  }
  if (size === undefined) return;
  if (size > length - offset) {
    throw new Refusal(
      `The sum of offset (${shown(offset)}) and size (${shown(size)}) has to be smaller or equal to the ` +
        ` actual size of the containing file (${length})`,
    );
  }
  if (size % BigInt(sector) !== 0n) throw new Refusal(`Specified size is not multiple of ${sector}`);
}
