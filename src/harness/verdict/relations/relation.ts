import { type Difference, differenceOfExtents } from '../../answers/difference.ts';
import type { Account } from './account.ts';
import type { RelatedChain } from './related-chain.ts';

/** Something that must hold between maps of one program, whatever any other program says. */
export interface Relation {
  /** One word or two with a hyphen: findings and the count of a campaign are named by it. */
  readonly name: string;
  /** What holds, in one line for people. */
  readonly says: string;
  /** What comes of it on a chain whose top is mapped without an error. */
  check(chain: RelatedChain): Related;
}

/** `unrelated`: the chain has nothing that the relation speaks of. */
export type Related = { readonly kind: 'holds' } | { readonly kind: 'unrelated' } | Broken;

export interface Broken {
  readonly kind: 'broken';
  readonly difference: RelationDifference;
  /** The two accounts that don't go together. */
  readonly sides: readonly [Account, Account];
}

/** How accounts differ; or a rule that binds more than two of them is broken, from a guest byte on. */
export type RelationDifference =
  | Difference
  | { readonly kind: 'rule'; readonly rule: string; readonly at: bigint };

/** Two accounts that have to be the same. */
export type Pair = readonly [Account, Account];

/**
 * A relation that is nothing but pairs. With `borders: 'free'` they have to say the same of each byte, and may be cut
 * elsewhere: what is merged depends on host offsets.
 */
export function comparing(
  borders: 'same' | 'free',
  pairs: (chain: RelatedChain) => Iterable<Pair>,
): Relation['check'] {
  return chain => {
    let related = false;
    for (const sides of pairs(chain)) {
      related = true;
      const difference = differenceOfExtents(sides[0].extents, sides[1].extents);
      if (difference === undefined || (borders === 'free' && difference.kind === 'cut')) continue;
      return { kind: 'broken', difference, sides };
    }
    return { kind: related ? 'holds' : 'unrelated' };
  };
}
