import { HarnessError } from '../../basics/harness-error.ts';
import type { ReadExtent } from '../extents/read-extent.ts';

/** An extent and the line of the text, from 1, on which it begins. */
export interface LocatedExtent extends ReadExtent {
  readonly line: number;
}

/** A map as somebody pasted it, read whole and found consistent. */
export interface PastedMap {
  /** What the text is called in messages: a file name. */
  readonly source: string;
  readonly output: 'json' | 'human';
  /** At least one; they follow each other, in a table with gaps. */
  readonly extents: readonly LocatedExtent[];
}

/** A fault of a map text, in one line that begins with where it is. */
export function badMap(source: string, line: number | undefined, what: string, next = ''): HarnessError {
  return new HarnessError('bad-map', `${source}${line === undefined ? '' : `:${line}`}: ${what}`, { next });
}
