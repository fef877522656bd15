import type { Chain } from '../chain/chain.ts';
import type { ZerosBy } from '../node/walk/add-layers.ts';
import { type Allocation, AllocationWalk, emptyAllocation } from '../node/walk/allocation.ts';
import type { Profile } from '../profile/profile.ts';
import { bitmapOf, dirtyBlocks } from './dirty-blocks.ts';
import type { NbdBlock } from './nbd-block.ts';

/** The metadata contexts of NBD that every image has. */
export const nbdContexts = ['base:allocation', 'qemu:allocation-depth'] as const;
type AllocationContext = (typeof nbdContexts)[number];

/** What stands before the name of a dirty bitmap in a context. */
export const bitmapPrefix = 'qemu:dirty-bitmap:';

/** A context of the list, or that of the dirty bitmap with a name. */
export type NbdContext = AllocationContext | `${typeof bitmapPrefix}${string}`;

/** The context of that name; undefined if there is none. */
export function nbdContextOf(name: string): NbdContext | undefined {
  const known = nbdContexts.find(context => context === name);
  if (known !== undefined) return known;
  return isOfBitmap(name) ? name : undefined;
}

function isOfBitmap(context: string): context is `${typeof bitmapPrefix}${string}` {
  return context.startsWith(bitmapPrefix);
}

/** How qemu-nbd fills a context. */
interface ContextRule {
  readonly zerosBy: ZerosBy;
  readonly blockValue: (allocation: Allocation, profile: Profile) => number;
}

const rules: { readonly [Context in AllocationContext]: ContextRule } = {
  'base:allocation': { zerosBy: 'tables and holes', blockValue: holeAndZero },
  'qemu:allocation-depth': { zerosBy: 'tables', blockValue: ({ owner }) => owner },
};

/**
 * Checks that a server of the chain starts with this context.
 *
 * @throws Refusal if there is no such bitmap, or if it can't be used
 */
export function requireContext(chain: Chain, context: NbdContext): void {
  if (isOfBitmap(context)) bitmapOf(chain, context.slice(bitmapPrefix.length));
}

/** Bytes of the longest request of a client; they are counted in 32 bits. */
const longestRequest = 2 ** 32 - 65_536;
const holeBit = 1;
const zeroBit = 2;

function holeAndZero({ owner, data, zero }: Allocation, profile: Profile): number {
  const hole = profile.nbdHole === 'no-data' ? !data : owner === 0;
  return (hole ? holeBit : 0) | (zero ? zeroBit : 0);
}

/**
 * The blocks of a whole chain in one metadata context, as the qemu-nbd of a profile reports them. Neighbours with the
 * same value are one block. (A server cuts blocks at 4 GiB and answers in parts; a client that reads the whole export
 * joins them again.)
 *
 * @throws Refusal if there is no such bitmap, or if it can't be used
 * @throws MetadataError where the tables of a layer can't be followed
 */
export function* nbdBlocks(
  chain: Chain,
  context: NbdContext,
  profile: Profile,
): Generator<NbdBlock, void, undefined> {
  if (isOfBitmap(context)) {
    yield* dirtyBlocks(chain, context.slice(bitmapPrefix.length));
    return;
  }
  const { zerosBy, blockValue } = rules[context];
  const walk = new AllocationWalk(chain.layers, zerosBy);
  const end = chain.layers[0]!.virtualSize;
  const allocation = emptyAllocation();
  let unfinished = { start: 0, length: 0, value: 0 };
  try {
    for (let at = 0; at < end; at += allocation.length) {
      walk.at(at, Math.min(end, at + longestRequest), allocation);
      const value = blockValue(allocation, profile);
      if (value === unfinished.value) {
        unfinished.length += allocation.length;
        continue;
      }
      if (unfinished.length > 0) yield unfinished;
      unfinished = { start: at, length: allocation.length, value };
    }
    if (unfinished.length > 0) yield unfinished;
  } finally {
    walk.close();
  }
}
