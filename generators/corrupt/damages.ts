import type { Layer, LayerFormat, LayerOf } from '../recipe/recipe.ts';
import type { FormatDamage } from './format-damage.ts';
import { qcow2Damage } from './qcow2/qcow2-damage.ts';
import { rawDamage } from './raw/raw-damage.ts';

const damages: { readonly [F in LayerFormat]: FormatDamage<LayerOf<F>> } = {
  qcow2: qcow2Damage,
  raw: rawDamage,
};

/** The damage of a layer's format. */
export function damageOf({ format }: Layer): FormatDamage<Layer> {
  return damages[format];
}
