import type { Unlocking } from './unlocking.ts';

/** What a query says of an image and what is below it; of what it leaves open the headers tell. */
export interface SaidNode {
  /** The name of its file, as it is written. */
  readonly image?: string;
  readonly format?: string;
  readonly unlocking: Unlocking;
  readonly dataFile?: string;
  /** Null: the layer is cut off from what its header names. */
  readonly backing?: SaidNode | null;
  /** A filter lies above it: map doesn't count it, but a server of NBD does. */
  readonly isFiltered?: true;
}

/** A node with a file of its own. */
export type SaidImage = SaidNode & { readonly image: string };
