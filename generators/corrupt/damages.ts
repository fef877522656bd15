import type { Layer, LayerFormat, LayerOf } from '../recipe/recipe.ts';
import { asPlace, blockDamage } from './blocks/block-damage.ts';
import { bochsLimits } from './bochs/bochs-limits.ts';
import { cloopLimits } from './cloop/cloop-limits.ts';
import { dmgLimits } from './dmg/dmg-limits.ts';
import { dmgText } from './dmg/dmg-text.ts';
import type { FormatDamage } from './format-damage.ts';
import { luksDamage } from './luks/luks-damage.ts';
import { parallelsLimits } from './parallels/parallels-limits.ts';
import { qcowLimits } from './qcow/qcow-limits.ts';
import { qcow2Damage } from './qcow2/qcow2-damage.ts';
import { qedLimits } from './qed/qed-limits.ts';
import { rawDamage } from './raw/raw-damage.ts';
import { vdiLimits } from './vdi/vdi-limits.ts';
import { vhdxEntry, vhdxLimits } from './vhdx/vhdx-limits.ts';
import { vhdxSeal } from './vhdx/vhdx-seal.ts';
import { vmdkEntry, vmdkLimits } from './vmdk/vmdk-limits.ts';
import { vmdkText } from './vmdk/vmdk-text.ts';
import { vpcLimits } from './vpc/vpc-limits.ts';
import { vpcSeal } from './vpc/vpc-seal.ts';

const damages: { readonly [F in LayerFormat]: FormatDamage<LayerOf<F>> } = {
  qcow2: qcow2Damage,
  raw: rawDamage,
  vdi: blockDamage({ limits: vdiLimits }),
  vpc: blockDamage({ limits: vpcLimits, seal: vpcSeal }),
  parallels: blockDamage({ limits: parallelsLimits }),
  vmdk: blockDamage({ limits: vmdkLimits, textOf: vmdkText, entryFor: vmdkEntry }),
  vhdx: blockDamage({ limits: vhdxLimits, seal: vhdxSeal, entryFor: vhdxEntry }),
  qed: blockDamage({ limits: qedLimits, entryFor: asPlace }),
  luks: luksDamage,
  bochs: blockDamage({ limits: bochsLimits }),
  cloop: blockDamage({ limits: cloopLimits, entryFor: asPlace }),
  dmg: blockDamage({ limits: dmgLimits, textOf: dmgText }),
  qcow: blockDamage({ limits: qcowLimits, entryFor: asPlace }),
};

/** The damage of a layer's format. */
export function damageOf({ format }: Layer): FormatDamage<Layer> {
  return damages[format];
}
