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
  #order: RegionOrder | undefined;

  constructor(file: ImageFile, notice: Notice) {
    this.#file = file;
    this.#notice = notice;
  }

  add(start: bigint, length: number): void {
    this.#regions.unshift({ start, end: endOf(start, length) });
    this.#order = undefined;
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

  /**
   * The same for one of the blocks, of which there can be 2^28, beside 2,047 regions.
   *
   * @param start a multiple of a megabyte, so exact
   */
  checkBlock(start: number, length: number): void {
    this.#order ??= orderOf(this.#regions);
    const { starts, ends } = this.#order;
    const before = countBelow(starts, start + length);
    const isFree = before === 0 || ends[before - 1]! <= start;
    if (!isFree || start + length > farthestExact) this.check(BigInt(start), length);
  }

  /** Reports what is wrong, and refuses the image. */
  fail(text: string): never {
    this.#notice(`qemu-img: ${text}\n`);
    throw refusalWithoutText(this.#file, 'Invalid argument');
  }
}

/** Up to here numbers tell apart what regions touch. */
const farthestExact = 2 ** 53;

/** Where regions start, in order, and for each the farthest end of those up to it. Regions whose end has wrapped touch no block. */
interface RegionOrder {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
}

function orderOf(regions: readonly Region[]): RegionOrder {
  const inOrder = regions
    .filter(({ start, end }) => start < end)
    .sort((a, b) => (a.start < b.start ? -1 : 1));
  const starts = Float64Array.from(inOrder, ({ start }) => Number(start));
  const ends = Float64Array.from(inOrder, ({ end }) => Number(end));
  for (let index = 1; index < ends.length; index++) ends[index] = Math.max(ends[index]!, ends[index - 1]!);
  return { starts, ends };
}

/** How many numbers, which are in order, are below a limit. */
function countBelow(numbers: Float64Array, limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function endOf(start: bigint, length: number): bigint {
  return BigInt.asUintN(64, start + BigInt(length));
}
