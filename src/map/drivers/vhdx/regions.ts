import type { Notice } from '../../basics/notice.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { refusalWithoutText } from '../format/without-text.ts';

interface Region {
  readonly start: bigint;
  readonly end: bigint;
}

/** The regions of a VHDX file, which may not overlap. Offsets are bytes; sums wrap at 2^64, as in qemu. */
export class Regions {
  readonly #file: ImageFile;
  readonly #notice: Notice;
  /** The newest is first. */
  readonly #regions: Region[] = [];

  constructor(file: ImageFile, notice: Notice) {
    this.#file = file;
    this.#notice = notice;
  }

  add(start: bigint, length: number): void {
    this.#regions.unshift({ start, end: endOf(start, length) });
  }

  /**
   * Checks that a part of the file overlaps no region.
   *
   * @throws Refusal
   */
  check(start: bigint, length: number): void {
    const end = endOf(start, length);
    const other = this.#regions.find(region => start < region.end && end > region.start);
    if (other === undefined) return;
    this.fail(`VHDX region ${start}-${end} overlaps with region ${other.start}-${other.end}`);
  }

  /** Reports what is wrong, and refuses the image. */
  fail(text: string): never {
    this.#notice(`qemu-img: ${text}\n`);
    throw refusalWithoutText(this.#file, 'Invalid argument');
  }
}

function endOf(start: bigint, length: number): bigint {
  return BigInt.asUintN(64, start + BigInt(length));
}
