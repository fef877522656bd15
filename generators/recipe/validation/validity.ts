import type { Qcow2Layer } from '../recipe.ts';

/** The part of a layer that a mistake is about: a property of `Layer`. */
export type LayerPart = Exclude<keyof Qcow2Layer, 'format'>;

/** Where a mistake is: in the case as a whole, or in one layer, with the index of the cell run, edit, … it is about. */
export type Where =
  | { readonly in: 'layers' }
  | { readonly in: 'notes' | 'queries'; readonly index: number }
  | { readonly in: 'layer'; readonly layer: number; readonly part: LayerPart; readonly index?: number };

export interface IllFormed {
  readonly kind: 'ill-formed';
  /** One clause, without a capital and without a full stop. */
  readonly message: string;
  readonly where: Where;
}

/** Whether a recipe or a case is one that writers can write; the first mistake where it is not. */
export type Validity = { readonly kind: 'well-formed' } | IllFormed;

export const wellFormed: Validity = { kind: 'well-formed' };

/** A mistake in a layer, before it is known which layer of the chain it is. */
export interface LayerMistake {
  readonly message: string;
  readonly part: LayerPart;
  readonly index?: number;
}

/** What is wrong with one aspect of a layer: nothing, or the first mistake. */
export type Complaint = LayerMistake | undefined;
