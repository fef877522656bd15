import type { Layer } from '../../../../generators/recipe/recipe.ts';
import { HarnessError } from '../../basics/harness-error.ts';

/** A drawn layer. */
export interface DrawnLayer<L extends Layer = Layer> {
  readonly layer: L;
  /** One line for each thing that the notation can't hold, without the name of the layer. */
  readonly notes: readonly string[];
  /** Its clusters are drawn with other host offsets than those of the image. */
  readonly isMoved: boolean;
}

/** The names of a layer's files in the picture. */
export interface LayerNames {
  readonly name: string;
  /** Absent: it has no external data file. */
  readonly dataName?: string;
}

/**
 * How an image that looks preallocated is drawn: as a plain layer, with as many refcounts as it has clusters, or as a skeleton, whose
 * refcounts promise far more. Whether the plain layer looks preallocated depends on the host.
 */
export type HoleStyle = 'plain' | 'skeleton';

/** The guest bytes that are drawn; all others become unallocated. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

/** Runs of cells in a row: nobody reads more, and parsing more takes long. */
const mostRuns = 10_000;

/**
 * Refuses a row of too many runs.
 *
 * @throws HarnessError `too-long`
 */
export function checkLength(name: string, runs: number): void {
  if (runs <= mostRuns) return;
  throw new HarnessError('too-long', `${name} has more than ${mostRuns} runs of clusters`, {
    next: 'Draw a part of it, with -s and -l.',
  });
}
