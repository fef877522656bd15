import type { Window } from './status/window.ts';

/** What `mapAsync` maps, and what ends it. */
export interface MapAsyncOptions extends Partial<Window> {
  /** Ends the walk: the iterator then throws the reason of the signal. */
  readonly signal?: AbortSignal;
}
