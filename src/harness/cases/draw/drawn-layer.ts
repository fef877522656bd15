import type { Layer } from '../../../../generators/recipe/recipe.ts';
import { HarnessError } from '../../basics/harness-error.ts';

/** A layer as it is drawn, and what the notation can't hold of it: a line each, without its name. */
export interface DrawnLayer<L extends Layer = Layer> {
  readonly layer: L;
  readonly notes: readonly string[];
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
