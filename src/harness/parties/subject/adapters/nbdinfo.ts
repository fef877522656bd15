import { parseNbdBlocks } from '../../../answers/nbd-blocks.ts';
import type { Adapter } from './adapter.ts';

const hole = 1;
const zero = 2;

/**
 * The output of `nbdinfo --map` for base:allocation (the NBD protocol's "metadata contexts"), as text or with --json. Since
 * qemu 6.0 qemu-nbd reports a hole exactly where map has no data.
 */
export const nbdinfo: Adapter = {
  name: 'nbdinfo',
  reads: 'nbdinfo --map over a qemu-nbd of 6.0 or newer',
  fields: ['zero', 'data'],
  borders: 'where fields differ',
  read(stdout) {
    const blocks = parseNbdBlocks(stdout);
    if (typeof blocks === 'string') throw new Error(blocks);
    return blocks.map(({ start, length, value = 0 }) => ({
      start,
      length,
      data: (value & hole) === 0,
      zero: (value & zero) !== 0,
    }));
  },
};
