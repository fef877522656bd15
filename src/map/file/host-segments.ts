import type { Descriptor } from './descriptor.ts';
import type { Segment } from './image-file.ts';
import { KnownSegments } from './known-segments.ts';
import { fileSeeker } from './seek.ts';

/** The sectors that O_DIRECT reads, in bytes. */
const directSector = 512;

/** The data and holes of an open file of the host, found by lseek(2). Segments that were found are kept. */
export class HostSegments {
  readonly #descriptor: Descriptor;
  readonly #length: number;
  readonly #direct: boolean;
  readonly #known = new KnownSegments();

  /**
   * @param length of the file, in bytes
   * @param direct `cache.direct=on`: borders are rounded to the sectors that O_DIRECT reads
   */
  constructor(descriptor: Descriptor, length: number, direct: boolean) {
    this.#descriptor = descriptor;
    this.#length = length;
    this.#direct = direct;
  }

  /** The segment that holds the byte `offset`. */
  at(offset: number): Segment {
    const known = this.#known.at(offset);
    if (known !== undefined) return known;
    const from = this.#alignedDown(offset);
    const segment = this.#seek(from);
    const below = this.#known.add(from, segment);
    if (below !== undefined) {
      const lower = this.#alignedDown(below);
      this.#known.add(lower, this.#seek(lower));
    }
    return segment;
  }

  #seek(offset: number): Segment {
    if (offset >= this.#length) return { hole: true, end: Number.POSITIVE_INFINITY };
    const seeker = fileSeeker();
    const data = seeker?.data(this.#descriptor.number, offset) ?? 'failed';
    if (data === 'failed') return { hole: false, end: this.#dataEnd(this.#length) };
    if (data === 'past-end') return { hole: true, end: Number.POSITIVE_INFINITY };
    if (data > offset) return { hole: true, end: data };
    const hole = seeker!.hole(this.#descriptor.number, offset);
    return {
      hole: false,
      end: this.#dataEnd(typeof hole === 'number' && hole > offset ? hole : this.#length),
    };
  }

  #alignedDown(offset: number): number {
    return this.#direct ? offset - (offset % directSector) : offset;
  }

  #dataEnd(end: number): number {
    return this.#direct ? Math.ceil(end / directSector) * directSector : end;
  }
}
