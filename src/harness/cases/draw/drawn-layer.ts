import type { Layer } from '../../../../generators/recipe/recipe.ts';
import { HarnessError } from '../../basics/harness-error.ts';

/** A layer as it is drawn. */
export interface DrawnLayer<L extends Layer = Layer> {
  readonly layer: L;
  /** What the notation can't hold: a line for each thing, without the layer's name. */
  readonly notes: readonly string[];
}

/** The names that the picture has for the files of a layer. */
export interface LayerNames {
  readonly name: string;
  /** Absent: it has no external data file. */
  readonly dataName?: string;
}

/** The guest bytes that are wanted: what lies outside is drawn as unallocated. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

/** More runs of cells in a row than anybody reads, or than reads back in a moment. */
const mostRuns = 10_000;

/** @throws HarnessError `too-long` where a row has come to more runs than can be drawn */
export function checkLength(name: string, runs: number): void {
  if (runs <= mostRuns) return;
  throw new HarnessError('too-long', `${name} has more than ${mostRuns} runs of clusters`, {
    next: 'Draw a part of it, with -s and -l.',
  });
}
