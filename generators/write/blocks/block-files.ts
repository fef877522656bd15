import type { BlockFormatName } from '../../recipe/blocks/block-formats.ts';
import type { BlockLayer } from '../../recipe/recipe.ts';
import { bochsFiles } from '../bochs/bochs-files.ts';
import { cloopFiles } from '../cloop/cloop-files.ts';
import { dmgFiles } from '../dmg/dmg-files.ts';
import { luksFiles } from '../luks/luks-files.ts';
import { parallelsFiles } from '../parallels/parallels-files.ts';
import { qcowFiles } from '../qcow/qcow-files.ts';
import { qedFiles } from '../qed/qed-files.ts';
import { vdiFiles } from '../vdi/vdi-files.ts';
import { vhdxFiles } from '../vhdx/vhdx-files.ts';
import { vmdkFiles } from '../vmdk/vmdk-files.ts';
import { vpcFiles } from '../vpc/vpc-files.ts';
import type { BlockLayout } from './block-layout.ts';
import type { BlockFiles } from './block-writer.ts';

/** How the files of each block format are made. */
export const blockFiles: Readonly<Record<BlockFormatName, BlockFiles>> = {
  vdi: vdiFiles,
  vpc: vpcFiles,
  parallels: parallelsFiles,
  vmdk: vmdkFiles,
  vhdx: vhdxFiles,
  qed: qedFiles,
  qcow: qcowFiles,
  luks: luksFiles,
  bochs: bochsFiles,
  cloop: cloopFiles,
  dmg: dmgFiles,
};

/** Where the parts of the file of a layer stand. */
export function blockLayoutOf(layer: BlockLayer): BlockLayout {
  return blockFiles[layer.format].layout(layer);
}
