import { forBlockFormats } from '../recipe/blocks/block-formats.ts';
import type { Layer, LayerFormat, LayerOf } from '../recipe/recipe.ts';
import { blockFiles } from './blocks/block-files.ts';
import { blockWriter } from './blocks/block-writer.ts';
import type { FormatWriter } from './format-writer.ts';
import { qcow2Writer } from './qcow2/qcow2-writer.ts';
import { rawWriter } from './raw/raw-writer.ts';

const writers: { readonly [F in LayerFormat]: FormatWriter<LayerOf<F>> } = {
  qcow2: qcow2Writer,
  raw: rawWriter,
  ...forBlockFormats((_, name) => blockWriter(blockFiles[name])),
};

/** The writer of a layer's format. */
export function writerOf({ format }: Layer): FormatWriter<Layer> {
  return writers[format];
}
