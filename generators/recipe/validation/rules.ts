import { forBlockFormats } from '../blocks/block-formats.ts';
import type { Layer, LayerFormat, LayerOf } from '../recipe.ts';
import { blockRules } from './blocks/block-rules.ts';
import type { FormatRules } from './format-rules.ts';
import { qcow2Rules } from './qcow2/qcow2-rules.ts';
import { rawRules } from './raw/raw-rules.ts';

const rules: { readonly [F in LayerFormat]: FormatRules<LayerOf<F>> } = {
  qcow2: qcow2Rules,
  raw: rawRules,
  ...forBlockFormats(blockRules),
};

/** The rules of a layer's format. */
export function rulesOf({ format }: Layer): FormatRules<Layer> {
  return rules[format];
}
