import type { LocatedExtent, PastedMap } from '../../answers/pasted/pasted-map.ts';
import { noRebuild, sector } from './sketch.ts';

/**
 * The entries of a map for the blocks of a context of NBD. They have no host offsets: nbdinfo prints none.
 *
 * @throws HarnessError `no-rebuild` for a block that no qcow2 file causes
 */
export function entriesOfBlocks(map: PastedMap): LocatedExtent[] {
  const { source, context, extents } = map;
  const end = extents.reduce((sum, { length }) => sum + length, extents[0]!.start);
  if (extents[0]!.start !== 0n || end % sector !== 0n)
    throw noRebuild(source, undefined, `the blocks cover no whole sectors from byte 0 on, but end at ${end}`);
  const values = extents.map(({ value }) => value!);
  const deepest = values.reduce((most, value) => Math.max(most, value - 1), 0);
  return extents.map(({ value, ...extent }) => {
    const flags = context === 'qemu:allocation-depth' ? depthFlags(value!, deepest) : holeFlags(value!);
    if (flags !== undefined) return { ...extent, ...flags };
    throw noRebuild(source, extent.line, `no qcow2 file has a block of the value ${value}`);
  });
}

type Flags = Pick<LocatedExtent, 'depth' | 'present' | 'zero' | 'data'>;

const data: Flags = { depth: 0, present: true, zero: false, data: true };
const zeroPlain: Flags = { depth: 0, present: true, zero: true, data: false };
const unallocated: Flags = { depth: 0, present: false, zero: true, data: false };

/** Allocation depth: 0 is absent, else the layers down to the one that decides. */
function depthFlags(value: number, deepest: number): Flags | undefined {
  if (value === 0) return { ...unallocated, depth: deepest };
  return { ...data, depth: value - 1 };
}

/** Allocation: bit 0 is a hole, bit 1 zeros. Before 6.0, zeros without a hole are explicit zeros. */
function holeFlags(value: number): Flags | undefined {
  return [data, undefined, zeroPlain, unallocated][value];
}
