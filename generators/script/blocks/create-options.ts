import type { BlockFormatName } from '../../recipe/blocks/block-formats.ts';
import { subformatOf } from '../../recipe/blocks/block-layer.ts';
import type { BlockLayer } from '../../recipe/recipe.ts';

/** qemu-img makes vpc images of these blocks only. */
const vpcBlock = 1 << 21;

/** How qemu-img creates the empty file of a layer. */
export interface Creation {
  readonly options: readonly string[];
  /** Why it can't, in words for people. */
  readonly obstacle?: string;
}

const betweenTables: Creation = { options: [], obstacle: 'qemu-io puts tables between clusters' };

const recordedHeader: Creation = { options: [], obstacle: 'its header is a recorded one' };

const unmade: Creation = { options: [], obstacle: 'qemu-img makes no such images' };

/** The creation of layers of each block format. */
export const createOptions: Readonly<Record<BlockFormatName, (layer: BlockLayer) => Creation>> = {
  vdi: layer => ({ options: subformatOf(layer) === 'static' ? ['static=on'] : [] }),
  vmdk: () => ({ options: [], obstacle: 'qemu-img makes more tables than it has' }),
  vhdx: layer => ({ options: ['block_size=1M', `subformat=${subformatOf(layer)}`] }),
  luks: () => recordedHeader,
  bochs: () => unmade,
  cloop: () => unmade,
  dmg: () => unmade,
  qed: () => betweenTables,
  qcow: () => betweenTables,
  parallels: layer => ({
    options: [`cluster_size=${layer.unit}`],
    ...(subformatOf(layer) === 'old' ? { obstacle: 'qemu-img makes no old images' } : {}),
  }),
  vpc: layer => ({
    options: ['force_size=on', `subformat=${subformatOf(layer)}`],
    ...(layer.unit === vpcBlock ? {} : { obstacle: 'qemu-img makes blocks of 2 MiB' }),
  }),
};
