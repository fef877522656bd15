import { type Difference, differenceOfExtents } from '../../answers/difference.ts';
import type { RelatedChain } from './related-chain.ts';
import type { RelatedMap } from './related-map.ts';

/** Something that must hold between the maps of one program, whatever other programs print. */
export interface Relation {
  /** Name in findings and counts: words joined by hyphens. */
  readonly name: string;
  /** What must hold, in one line for people. */
  readonly statement: string;
  /** Checks it on a chain whose top is mapped without an error. */
  check(chain: RelatedChain): RelationResult;
}

/** `unrelated`: the chain has nothing that the relation covers. */
export type RelationResult = { readonly kind: 'holds' } | { readonly kind: 'unrelated' } | Broken;

export interface Broken {
  readonly kind: 'broken';
  readonly difference: RelationDifference;
  /** The two maps that contradict each other. */
  readonly sides: readonly [RelatedMap, RelatedMap];
}

/** How the two maps differ; or the rule about more than two maps that is broken, and the first guest byte where it is. */
export type RelationDifference =
  | Difference
  | { readonly kind: 'rule'; readonly rule: string; readonly at: bigint };

/** Two maps that must be equal. */
export type Pair = readonly [RelatedMap, RelatedMap];

/**
 * The check of a relation that compares pairs of maps. With `borders: 'free'` the fields of each byte must be equal, but
 * extents may end elsewhere: merging depends on host offsets.
 */
export function comparePairs(
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
