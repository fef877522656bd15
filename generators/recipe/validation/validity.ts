import type { Layer } from '../recipe.ts';

/** The part of a layer that holds a mistake: a property of `Layer`. */
export type LayerPart = Exclude<keyof Layer, 'format'>;

/** The place of a mistake. The index counts notes, queries, or the elements of a layer's part (cell runs, edits, …). */
export type Where =
  | { readonly in: 'layers' }
  | { readonly in: 'notes' | 'queries'; readonly index: number }
  | { readonly in: 'layer'; readonly layer: number; readonly part: LayerPart; readonly index?: number };

export interface IllFormed {
  readonly kind: 'ill-formed';
  /** One clause, without a capital or a full stop. */
  readonly message: string;
  readonly where: Where;
}

/** Whether a recipe or a case can be written as files; if not, its first mistake. */
export type Validity = { readonly kind: 'well-formed' } | IllFormed;

export const wellFormed: Validity = { kind: 'well-formed' };

/** A mistake in a layer, whichever layer of the chain it is. */
export interface LayerMistake {
  readonly message: string;
  readonly part: LayerPart;
  readonly index?: number;
}

/** The first mistake in one aspect of a layer, or undefined. */
export type Complaint = LayerMistake | undefined;
