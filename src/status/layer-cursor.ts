import { MetadataError, Unsupported } from '../error.ts';
import { emptyRun, type ImageFormat, type Run } from '../format/format.ts';

/**
 * One layer's answers along a walk. The last one is kept: the layers below may answer in many short runs while this
 * one's lasts.
 */
export class LayerCursor {
  readonly layer: ImageFormat;
  /** What the layer's tables say. */
  readonly #run: Run = emptyRun();
  /** A part of it, refined by the holes of the host file. */
  readonly #refined: Run = emptyRun();

  constructor(layer: ImageFormat) {
    this.layer = layer;
  }

  /**
   * The run that holds `offset`, in guest bytes below the layer's size. It is valid until the next call.
   *
   * @param limit how far the question goes: the run may go farther, but what qemu would stumble over before counts
   * @throws MetadataError
   */
  at(offset: number, limit: number): Run {
    const run = this.inTablesAt(offset, limit);
    return run.refine ? this.#refine(run, offset) : run;
  }

  /**
   * The run that holds `offset`, as `at`, but for holes of the host file in what the tables call data.
   *
   * @throws MetadataError
   */
  inTablesAt(offset: number, limit: number): Run {
    const run = this.#run;
    if (offset < run.start || offset >= run.end) {
      if (!this.layer.sizeUsable) throw new MetadataError('File too large');
      // Emptied first: should the search fail, the last answer must not pass for its result.
      run.end = 0;
      this.layer.find(offset, run);
    }
    return run.invalidNext ? this.#lookAhead(run, offset, limit) : run;
  }

  /** The part of a run before an invalid entry that qemu sees from `offset`; if it sees that entry too, it fails. */
  #lookAhead(run: Run, offset: number, limit: number): Run {
    const seen = this.layer.lookAhead(offset);
    if (Math.min(seen, limit) > run.end) this.layer.find(run.end, emptyRun());
    return seen < run.end ? { ...run, end: seen } : run;
  }

  /**
   * Data that may be a hole in the host file. What lies behind the last byte of the file reads as zeros however long
   * it is; a hole before it ends where it ends.
   */
  #refine(run: Run, offset: number): Run {
    const refined = this.#refined;
    if (offset >= refined.start && offset < refined.end) return refined;
    const host = run.offset + (offset - run.start);
    const segment = this.layer.dataFile.segmentAt(host);
    refined.start = offset;
    refined.end = Math.min(run.end, offset + (segment.end - host));
    if (refined.end < run.end && refined.end - offset !== segment.end - host) {
      throw new Unsupported('a hole that is no whole number of sectors, more than 2^53 bytes into the image');
    }
    refined.data = true;
    refined.zero = segment.hole;
    refined.offset = host;
    return refined;
  }
}
