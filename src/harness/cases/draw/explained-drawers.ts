import type { CellState } from '../../../../generators/recipe/recipe.ts';
import { chunkBlocksOf } from './blocks/chunk-blocks.ts';
import { drawExplained, lastEntry } from './blocks/explained-blocks.ts';
import type { Drawer } from './drawer.ts';
import { unseen } from './unseen-drawer.ts';

// The formats of whose blocks map is told nothing, but which `explain` shows.

/** The states in the lowest bits of the entries of a vhdx image; others are reserved. The place is in bits 20 and up. */
const vhdxStates: readonly CellState[] = [
  'unallocated',
  'reserved',
  'zero-plain',
  'zero-allocated',
  'unallocated',
  'unallocated',
  'data',
  'illegal',
];

/** Fixed images are drawn as dynamic ones, whose blocks can have all states: map tells them not apart. */
export const vhdx: Drawer = {
  format: 'vhdx',
  hasDataFiles: false,
  draw: (image, { name }, part) => ({
    kind: 'base',
    ...drawExplained(name, image, part, {
      format: 'vhdx',
      read: lastEntry(entry => ({
        state: vhdxStates[Number(entry & 7n)]!,
        host: Number((entry >> 20n) << 20n),
      })),
    }),
  }),
};

/** The version in the header of a bochs image, and the older one of the two. */
const bochsVersion = { at: 64, old: 0x1_0000 };

/** Sectors of an extent that its bitmap says were never written are drawn as the file has them: the notation has all of them written. */
export const bochs: Drawer = {
  format: 'bochs',
  hasDataFiles: false,
  draw: (image, { name }, part) => ({
    kind: 'base',
    ...drawExplained(name, image, part, {
      format: 'bochs',
      ...(image.file.read(bochsVersion.at, 4).readUInt32LE() === bochsVersion.old && { subformat: 'old' }),
      read: ({ unit: { host } }) =>
        host === undefined ? { state: 'unallocated', host: 0 } : { state: 'data', host },
    }),
  }),
};

const plainDmg = unseen('dmg', 'unallocated');

/** The states of chunks have the names of cells. A fork is drawn as a list: map tells them not apart. */
export const dmg: Drawer = {
  ...plainDmg,
  draw(image, names, part, holes) {
    const blocks = chunkBlocksOf(image);
    if (blocks === undefined) return plainDmg.draw(image, names, part, holes);
    const { layer, notes, ...drawn } = drawExplained(names.name, image, part, {
      format: 'dmg',
      unit: blocks.unit,
      read: ({ state, unit: { name, host = 0, byte } }) => ({
        state: name === 'gap' ? 'unallocated' : (state as CellState),
        host: host + byte,
      }),
    });
    const joined = 'its chunks begin inside of blocks: each block is drawn as the chunk at its first byte';
    return { kind: 'base', ...drawn, layer, notes: blocks.isExact ? notes : [...notes, joined] };
  },
};
