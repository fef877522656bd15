import { forBlockFormats } from '../recipe/blocks/block-formats.ts';
import type { Layer, LayerFormat, LayerOf } from '../recipe/recipe.ts';
import { blockScript } from './blocks/block-script.ts';
import type { FormatScript } from './format-script.ts';
import { qcow2Script } from './qcow2/qcow2-script.ts';
import { rawScript } from './raw/raw-script.ts';

const scripts: { readonly [F in LayerFormat]: FormatScript<LayerOf<F>> } = {
  qcow2: qcow2Script,
  raw: rawScript,
  ...forBlockFormats(() => blockScript),
};

/** The script maker of a layer's format. */
export function scriptOf({ format }: Layer): FormatScript<Layer> {
  return scripts[format];
}
