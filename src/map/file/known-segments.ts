import type { Segment } from './image-file.ts';

const most = 16;

interface Known {
  readonly segment: Segment;
  /** The first byte that is known to be in it. */
  from: number;
  /** The byte that it was first asked for. */
  readonly first: number;
}

/**
 * The segments of a file that were asked for last: data clusters that are neighbours in an image lie in a few places of
 * its file, and asking the host takes longer than all the rest of a cluster.
 */
export class KnownSegments {
  readonly #known: Known[] = [];
  /** What was found last, mostly the next one too. */
  #last: Known = { segment: { hole: false, end: 0 }, from: 0, first: 0 };
  #oldest = 0;

  /** The segment that `offset` is in; undefined where it isn't known. */
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
   * The host tells only where a segment ends. Where an image goes down in one, it is worth asking for a lower byte in
   * advance: as far below as it has gone down already, and again.
   *
   * @param from a byte in the segment; what lies between it and the segment's end is in it too
   * @returns the byte to ask for in advance
   */
  add(from: number, segment: Segment): number | undefined {
    const same = this.#known.find(known => known.segment.end === segment.end);
    if (same !== undefined) {
      same.from = Math.min(same.from, from);
      return Math.max(0, from - 2 * (same.first - from));
    }
    this.#known[this.#oldest] = { segment, from, first: from };
    this.#oldest = (this.#oldest + 1) % most;
    return undefined;
  }
}
