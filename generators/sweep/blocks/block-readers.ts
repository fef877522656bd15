import type { BlockFormatName } from '../../recipe/blocks/block-formats.ts';
import { bochsBlocks } from './bochs.ts';
import { dmgBlocks } from './dmg.ts';
import { parallelsBlocks } from './parallels.ts';
import { qcowBlocks } from './qcow.ts';
import { qedBlocks } from './qed.ts';
import { vdiBlocks } from './vdi.ts';
import { vhdxBlocks } from './vhdx.ts';
import { vmdkBlocks } from './vmdk.ts';
import { vpcBlocks } from './vpc.ts';

/**
 * The blocks of a written file of each block format that is swept, each as `tableText` prints its state. They are read from headers and
 * tables, so that nothing depends on how the file was made.
 */
export const blockReaders: Readonly<Partial<Record<BlockFormatName, (path: string) => Generator<string>>>> = {
  vdi: vdiBlocks,
  vpc: vpcBlocks,
  parallels: parallelsBlocks,
  vmdk: vmdkBlocks,
  vhdx: vhdxBlocks,
  qed: qedBlocks,
  qcow: qcowBlocks,
  bochs: bochsBlocks,
  dmg: dmgBlocks,
};
