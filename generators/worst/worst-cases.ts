import type { LayerFormat } from '../recipe/recipe.ts';
import { worstBochs } from './bochs.ts';
import { worstCloop } from './cloop.ts';
import { worstDmg } from './dmg.ts';
import { worstLuks } from './luks.ts';
import { worstParallels } from './parallels.ts';
import { worstQcow } from './qcow.ts';
import { worstQcow2 } from './qcow2.ts';
import { worstQed } from './qed.ts';
import { worstVdi } from './vdi.ts';
import { worstVhdx } from './vhdx.ts';
import { worstVmdk } from './vmdk.ts';
import { worstVpc } from './vpc.ts';
import type { WorstCase } from './worst-case.ts';

/** The worst cases of each format. A raw image has no tables. */
export const worstCases: Readonly<Record<LayerFormat, readonly WorstCase[]>> = {
  qcow2: worstQcow2,
  raw: [],
  qcow: worstQcow,
  qed: worstQed,
  vdi: worstVdi,
  vpc: worstVpc,
  vmdk: worstVmdk,
  vhdx: worstVhdx,
  parallels: worstParallels,
  luks: worstLuks,
  dmg: worstDmg,
  cloop: worstCloop,
  bochs: worstBochs,
};
