import type { Chain } from '../chain/chain.ts';
import type { Profile } from '../profile/profile.ts';
import { type Allocation, AllocationWalk, emptyAllocation } from './allocation.ts';

/** The metadata contexts of an NBD export that are known here. */
export const nbdContexts = ['base:allocation', 'qemu:allocation-depth'] as const;
export type NbdContext = (typeof nbdContexts)[number];

/** A stretch of an export: bytes, exact as doubles at any size. */
export interface NbdBlock {
  readonly start: number;
  readonly length: number;
  /** The 32 bits of the context. `base:allocation`: 1 hole, 2 zero. `qemu:allocation-depth`: layers from the top. */
  readonly value: number;
}

const hole = 1;
const zero = 2;

/**
 * What the qemu-nbd of a profile says of a whole chain in one of its contexts; neighbours of one value are one block.
 * (A server cuts blocks at 4 GiB and answers in parts; who asks it for the whole export joins them again.)
 *
 * @throws MetadataError where the tables of a layer can't be followed
 */
export function* nbdBlocks(
  chain: Chain,
  context: NbdContext,
  profile: Profile,
): Generator<NbdBlock, void, undefined> {
  const walk = new AllocationWalk(chain, context === 'base:allocation');
  const end = chain.layers[0]!.virtualSize;
  const allocation = emptyAllocation();
  let begun = { start: 0, length: 0, value: 0 };
  try {
    for (let at = 0; at < end; at += allocation.length) {
      walk.at(at, end, allocation);
      const value = context === 'base:allocation' ? contentOf(allocation, profile) : allocation.owner;
      if (value === begun.value) {
        begun.length += allocation.length;
        continue;
      }
      if (begun.length > 0) yield begun;
      begun = { start: at, length: allocation.length, value };
    }
    if (begun.length > 0) yield begun;
  } finally {
    walk.close();
  }
}

function contentOf({ owner, data, zero: isZero }: Allocation, profile: Profile): number {
  const isHole = profile.nbdHole === 'no-data' ? !data : owner === 0;
  return (isHole ? hole : 0) | (isZero ? zero : 0);
}
