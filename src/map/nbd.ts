import { checkContext } from './arguments.ts';
import { toByteString } from './basics/byte-string.ts';
import { type Chain, requireOpen } from './chain/chain.ts';
import { chainOf, type Image } from './image.ts';
import type { Profile } from './profile/profile.ts';
import { nbdBlocks as blocksOf, type NbdContext } from './status/nbd-blocks.ts';

/** A range of guest bytes with one value in a metadata context of NBD. */
export interface NbdBlock {
  /** The first guest byte. */
  readonly start: bigint;
  /** In bytes, at least 1. */
  readonly length: bigint;
  /**
   * In `qemu:allocation-depth` the layer that owns the range, counted from the top: 1 is the top (local), 0 means that no
   * layer allocates it (absent). In `base:allocation` a sum: 1 is a hole, 2 reads as zeros; 0 is data. In
   * `qemu:dirty-bitmap:NAME` 1 is dirty, 0 clean.
   */
  readonly value: number;
}

/**
 * The blocks of the whole image in a metadata context, as the qemu-nbd of the image's profile reports them. Neighbours
 * with the same value are one block. They are found while the iterator advances; each call starts a new walk. An image of no
 * bytes has no blocks.
 *
 * Where `map` has an extent with `present`, the value of `qemu:allocation-depth` is the depth of the extent plus 1, and
 * elsewhere it is 0. There are two exceptions: filters (such as the drivers compress and throttle) count as layers
 * here, and a layer owns what lies past its end.
 *
 * @throws Refusal (code `refused`) if no layer has the bitmap that the context names, or if it is inconsistent
 * @throws MetadataError (code `bad-metadata`) at damage, after the complete blocks before it
 * @throws Abort (code `qemu-aborts`) as `map` does
 * @throws MapError with code `unreadable`, `closed` or `bad-argument` as `map` does
 */
export function nbdBlocks(image: Image, context: NbdContext): Generator<NbdBlock, void, undefined> {
  checkContext(context);
  return exactBlocks(chainOf(image), toByteString(context) as NbdContext, image.profile);
}

function* exactBlocks(
  chain: Chain,
  context: NbdContext,
  profile: Profile,
): Generator<NbdBlock, void, undefined> {
  requireOpen(chain);
  for (const { start, length, value } of blocksOf(chain, context, profile)) {
    yield { start: BigInt(start), length: BigInt(length), value };
    requireOpen(chain);
  }
}
