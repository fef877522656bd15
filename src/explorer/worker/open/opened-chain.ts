import type { Case, Query } from '../../../../generators/recipe/recipe.ts';
import type { Stretch } from '../../../drawing/layer-cells.ts';
import type { FileSource } from '../../../map/portable.ts';

/** A chain whose files can be read. */
export interface OpenInput {
  readonly source: FileSource;
  /** What is asked of it; at least one query. */
  readonly queries: readonly Query[];
  /** Its layers, or why they can't be told, in the words of qemu if it has any. */
  readonly drawn: DrawnCase | { readonly kind: 'refused'; readonly message: string };
  /** The guest bytes that were drawn, if the whole is too much for a picture. */
  readonly part?: Stretch;
  /** What the picture can't hold, and what a browser can't know. */
  readonly notes: readonly string[];
  /** The files that the chain names and that are not there. */
  readonly missing: readonly string[];
}

/** The chain as a case. */
export interface DrawnCase {
  readonly kind: 'drawn';
  readonly value: Case;
  /** The files of the user have other names than the case, so the case has a query of its own. Absent: they are the same. */
  readonly renamed?: true;
}
