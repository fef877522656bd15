import { forBlockFormats } from '../blocks/block-formats.ts';
import type { Layer, LayerFormat, LayerOf } from '../recipe.ts';
import { blockNotation } from './blocks/block-notation.ts';
import type { Notation } from './notation.ts';
import { qcow2Notation } from './qcow2/qcow2-notation.ts';
import { rawNotation } from './raw/raw-notation.ts';

/** The notation of each format. */
export const notations: { readonly [F in LayerFormat]: Notation<LayerOf<F>> } = {
  qcow2: qcow2Notation,
  raw: rawNotation,
  ...forBlockFormats(blockNotation),
};

/** The notation of a layer's format. */
export function notationOf({ format }: Pick<Layer, 'format'>): Notation<Layer> {
  return notations[format];
}
