import { Abort } from '../../../basics/error.ts';
import type { Segment } from '../../../file/image-file.ts';
import type { Descriptor } from '../descriptors/descriptor.ts';
import { KnownSegments } from './known-segments.ts';
import { fileSeeker } from './seek.ts';

/** The data and holes of an open file of the host, found by lseek(2). Segments that were found are kept. */
export class HostSegments {
  readonly #descriptor: Descriptor;
  readonly #length: number;
  readonly #alignment: number;
  readonly #known = new KnownSegments();
  #missedHoles = false;

  /**
   * @param length of the file, in bytes
   * @param alignment of queries, in bytes: 1, or with O_DIRECT what that asks of reads. Borders are rounded to it
   */
  constructor(descriptor: Descriptor, length: number, alignment: number) {
    this.#descriptor = descriptor;
    this.#length = length;
    this.#alignment = alignment;
  }

  /** A segment was asked for, and the host could not be asked because koffi can't be loaded: it counted as data. */
  get missedHoles(): boolean {
    return this.#missedHoles;
  }

  /** The segment that holds the byte `offset`. */
  at(offset: number): Segment {
    const known = this.#known.at(offset);
    if (known !== undefined) return known;
    const from = this.#alignedDown(offset);
    const segment = this.#seek(from);
    const below = this.#known.add(from, segment);
    // With O_DIRECT a query can fail, so none is made in advance.
    if (below !== undefined && this.#alignment === 1) this.#known.add(below, this.#seek(below));
    return segment;
  }

  #seek(offset: number): Segment {
    if (offset >= this.#length) return { hole: true, end: Number.POSITIVE_INFINITY };
    const seeker = fileSeeker();
    this.#missedHoles ||= seeker === undefined;
    const data = seeker?.data(this.#descriptor.number, offset) ?? 'failed';
    if (data === 'failed') return { hole: false, end: this.#dataEnd(this.#length) };
    if (data === 'past-end') return { hole: true, end: Number.POSITIVE_INFINITY };
    if (data > offset) return { hole: true, end: this.#aligned(data) };
    const hole = seeker!.hole(this.#descriptor.number, offset);
    const isInside = typeof hole === 'number' && hole > offset && hole < this.#length;
    return { hole: false, end: isInside ? this.#aligned(hole) : this.#dataEnd(this.#length) };
  }

  #alignedDown(offset: number): number {
    return offset - (offset % this.#alignment);
  }

  #dataEnd(end: number): number {
    return Math.ceil(end / this.#alignment) * this.#alignment;
  }

  /**
   * A border inside the file.
   *
   * @throws Abort if it isn't aligned, which fails an assertion of qemu up to 10.0
   */
  #aligned(border: number): number {
    if (border % this.#alignment === 0) return border;
    throw new Abort(
      `a border of data in a file is no multiple of ${this.#alignment}, which O_DIRECT asks for`,
      'Map the image without cache.direct=on.',
    );
  }
}
