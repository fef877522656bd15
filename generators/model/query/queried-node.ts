import type { Unlocking } from './unlocking.ts';

/** What a query states about an image and what is below it. The headers of the files decide the rest. */
export interface QueriedNode {
  /** The name of its file, as written in the query. */
  readonly image?: string;
  readonly format?: string;
  readonly unlocking: Unlocking;
  /** The id of the object with the password of an image that is encrypted as a whole. */
  readonly keySecret?: string;
  readonly dataFile?: string;
  /** Null: the layer is cut off from the backing file in its header. */
  readonly backing?: QueriedNode | null;
  /** What serves its file over NBD, as a recipe says it. Absent: the file is opened itself. */
  readonly servedBy?: string;
  /** A filter lies above it. Map doesn't count filters, but an NBD server does. */
  readonly isFiltered?: true;
}

/** A node with a file of its own. */
export type QueriedImage = QueriedNode & { readonly image: string };
