import type { Layer, LayerFormat, LayerOf } from '../recipe/recipe.ts';
import type { FormatWriter } from './format-writer.ts';
import { qcow2Writer } from './qcow2/qcow2-writer.ts';
import { rawWriter } from './raw/raw-writer.ts';

const writers: { readonly [F in LayerFormat]: FormatWriter<LayerOf<F>> } = {
  qcow2: qcow2Writer,
  raw: rawWriter,
};

/** The writer of a layer's format. */
export function writerOf({ format }: Layer): FormatWriter<Layer> {
  return writers[format];
}
