import { HarnessError } from '../../basics/harness-error.ts';
import type { ReadExtent } from '../extents/read-extent.ts';

/** An extent and the line of the text, from 1, on which it begins. */
export interface LocatedExtent extends ReadExtent {
  readonly line: number;
}

/** A context of NBD from which a chain can be rebuilt. */
export type PastedContext = 'base:allocation' | 'qemu:allocation-depth';

/** A map that a person pasted, parsed and checked. */
export interface PastedMap {
  /** Name of the text in messages: a file name. */
  readonly source: string;
  readonly output: 'json' | 'human' | 'nbd';
  /** The context whose blocks nbdinfo printed; absent: qemu-img printed the map. */
  readonly context?: PastedContext;
  /** qemu-img ended the table with an error, so what follows the last row is unknown. The line of that error, from 1. */
  readonly stoppedAt?: number;
  /** At least one, in order; those of a table may have gaps. */
  readonly extents: readonly LocatedExtent[];
}

/** The error for a mistake in a pasted map: one line that begins with its place. */
export function badMap(source: string, line: number | undefined, what: string, next = ''): HarnessError {
  return new HarnessError('bad-map', `${source}${line === undefined ? '' : `:${line}`}: ${what}`, { next });
}
