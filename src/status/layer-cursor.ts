import { MetadataError, Unsupported } from '../error.ts';
import type { ImageFormat } from '../format/format.ts';
import { invalidNextBit, noOffset, Runs, refineBit, zeroBit } from '../format/runs.ts';

/**
 * One layer's answers along a walk. The runs found last are kept: the layers below may answer in many short ones while
 * this one's lasts.
 */
export class LayerCursor {
  readonly layer: ImageFormat;
  /** Its layer's; here since layers of several formats are slow to ask. */
  readonly supportsBacking: boolean;
  readonly #asksForHoles: boolean;
  readonly #runs = new Runs();
  #index = 0;
  /** The stretch where the cursor stands, in guest bytes: a run, or a part of one. */
  start = 0;
  end = 0;
  /** What it is: bits of runs.ts. */
  kind = 0;
  /** The host offset of `start`, or `noOffset`. */
  offset: number = noOffset;

  /** @param asksForHoles whether holes of the host file count in what the tables call data */
  constructor(layer: ImageFormat, asksForHoles: boolean) {
    this.layer = layer;
    this.supportsBacking = layer.supportsBacking;
    this.#asksForHoles = asksForHoles;
  }

  /**
   * Moves to the stretch that holds the guest byte `offset`, which is below the layer's size.
   *
   * @param limit how far the question goes: the stretch may go farther, but what qemu would stumble over before counts
   * @throws MetadataError
   */
  moveTo(offset: number, limit: number): void {
    const isHere = offset >= this.start && offset < this.end && (this.kind & invalidNextBit) === 0;
    if (!isHere) this.#find(offset, limit);
  }

  #find(offset: number, limit: number): void {
    const runs = this.#runs;
    // Emptied first: should the search fail, the last answer must not pass for its result.
    this.end = 0;
    if (offset < runs.start || offset >= runs.end) {
      if (!this.layer.sizeUsable) throw new MetadataError('File too large');
      runs.begin(0);
      this.layer.find(offset, runs);
      this.#index = 0;
    }
    let index = this.#index;
    while (runs.ends[index]! <= offset) index++;
    this.#index = index;
    const end = runs.ends[index]!;
    this.start = index === 0 ? runs.start : runs.ends[index - 1]!;
    this.kind = runs.kinds[index]!;
    this.offset = runs.offsets[index]!;
    this.end = (this.kind & invalidNextBit) === 0 ? end : this.#lookAhead(end, offset, limit);
    if (this.#asksForHoles && (this.kind & refineBit) !== 0) this.#refine(offset);
  }

  /** The end of what qemu sees from `offset` of a run before an invalid entry; if it sees that entry too, it fails. */
  #lookAhead(end: number, offset: number, limit: number): number {
    const seen = this.layer.lookAhead(offset);
    if (Math.min(seen, limit) > end) this.layer.find(end, new Runs());
    return Math.min(seen, end);
  }

  /**
   * Data that may be a hole in the host file. What lies behind the last byte of the file reads as zeros however long
   * it is; a hole before it ends where it ends.
   */
  #refine(offset: number): void {
    const host = this.offset + (offset - this.start);
    const segment = this.layer.dataFile.segmentAt(host);
    const end = Math.min(this.end, offset + (segment.end - host));
    if (end < this.end && end - offset !== segment.end - host) {
      throw new Unsupported('a hole that is no whole number of sectors, more than 2^53 bytes into the image');
    }
    this.start = offset;
    this.end = end;
    this.offset = host;
    if (segment.hole) this.kind |= zeroBit;
  }
}
