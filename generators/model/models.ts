import { forBlockFormats } from '../recipe/blocks/block-formats.ts';
import type { Layer, LayerFormat, LayerOf } from '../recipe/recipe.ts';
import { blockModel } from './blocks/block-model.ts';
import type { FormatModel } from './format-model.ts';
import { qcow2Model } from './qcow2/qcow2-model.ts';
import { rawModel } from './raw/raw-model.ts';

const models: { readonly [F in LayerFormat]: FormatModel<LayerOf<F>> } = {
  qcow2: qcow2Model,
  raw: rawModel,
  ...forBlockFormats(blockModel),
};

/** The model of a layer's format. */
export function modelOf({ format }: Layer): FormatModel<Layer> {
  return models[format];
}
