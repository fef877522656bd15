import { MetadataError } from '../../basics/error.ts';
import type { Segment } from '../../file/image-file.ts';
import { Unreadable } from '../../file/unreadable.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import { AllocationWalk, emptyAllocation } from '../../node/walk/allocation.ts';
import { NoAnswer } from '../../node/walk/no-answer.ts';
import type { Profile } from '../../profile/profile.ts';

/**
 * Which bytes of a quorum are zeros: those that are zeros in every child, its backing files included. Votes play no part
 * (quorum_co_block_status, since 6.0).
 */
export class QuorumStatus {
  readonly #children: readonly (readonly ImageFormat[])[];
  readonly #profile: Profile;
  #walks: readonly AllocationWalk[] | undefined;

  /** @param children the layers of each child, from the top down */
  constructor(children: readonly (readonly ImageFormat[])[], profile: Profile) {
    this.#children = children;
    this.#profile = profile;
  }

  /** The segment that begins at the byte `offset` and ends at `end` or before it. A hole is zeros. */
  at(offset: number, end: number): Segment {
    if (this.#profile.quorumStatus === 'data') return { hole: false, end };
    this.#walks ??= this.#children.map(layers => new AllocationWalk(layers, 'tables and holes'));
    let zeroEnd = end;
    let dataEnd = offset;
    for (const walk of this.#walks) {
      const found = zeroAt(walk, offset, end);
      if (found === undefined) return { hole: false, end };
      if (found.hole) zeroEnd = Math.min(zeroEnd, found.end);
      else dataEnd = Math.max(dataEnd, found.end);
    }
    return dataEnd > offset ? { hole: false, end: dataEnd } : { hole: true, end: zeroEnd };
  }
}

/** Undefined if the child can't tell. */
function zeroAt(walk: AllocationWalk, offset: number, end: number): Segment | undefined {
  const allocation = emptyAllocation();
  try {
    walk.at(offset, end, allocation);
  } catch (error) {
    if (error instanceof NoAnswer) return { hole: false, end: offset };
    if (error instanceof MetadataError || error instanceof Unreadable) return undefined;
    throw error;
  }
  return { hole: allocation.zero, end: offset + allocation.length };
}
