import type { Segment } from '../../../file/image-file.ts';

/** How many segments are kept. */
const capacity = 16;

interface Known {
  readonly segment: Segment;
  /** The lowest byte that is known to be in the segment. */
  from: number;
  /** The byte by which the segment was found first. */
  readonly first: number;
}

/**
 * The segments of a file that were found last. Neighbouring data clusters of an image lie in a few places of its file,
 * and a query of the host takes longer than everything else that is done for a cluster.
 */
export class KnownSegments {
  readonly #known: Known[] = [];
  /** The segment that was returned last, which is usually the next one too. */
  #last: Known = { segment: { hole: false, end: 0 }, from: 0, first: 0 };
  #oldest = 0;

  /** The segment that holds the byte `offset`; undefined if it isn't known. */
  at(offset: number): Segment | undefined {
    if (offset >= this.#last.from && offset < this.#last.segment.end) return this.#last.segment;
    for (const known of this.#known) {
      if (offset < known.from || offset >= known.segment.end) continue;
      this.#last = known;
      return known.segment;
    }
    return undefined;
  }

  /**
   * Adds a segment.
   *
   * The host tells only where a segment ends, not where it begins. If an image reads a segment downwards, each read
   * would need a query; so the caller queries a lower byte in advance, as far below `from` again as the reads have come
   * down so far.
   *
   * @param from a byte in the segment; the bytes between it and the end of the segment are in it too
   * @returns the byte to query in advance, if the segment was known already
   */
  add(from: number, segment: Segment): number | undefined {
    const same = this.#known.find(known => known.segment.end === segment.end);
    if (same !== undefined) {
      same.from = Math.min(same.from, from);
      return Math.max(0, from - 2 * (same.first - from));
    }
    this.#known[this.#oldest] = { segment, from, first: from };
    this.#oldest = (this.#oldest + 1) % capacity;
    return undefined;
  }
}
