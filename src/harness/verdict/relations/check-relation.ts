import { MapFailed, NotMapped, relatedChain, type WrittenChain } from './related-chain.ts';
import type { Relation, RelationResult } from './relation.ts';

/** Checks a relation on a chain. A chain that the program refuses to map is unrelated. */
export function checkRelation(relation: Relation, written: WrittenChain): RelationResult {
  let refused = true;
  try {
    const chain = relatedChain(written);
    const whole = chain.map(written.top);
    refused = whole.extents.length === 0;
    return refused ? { kind: 'unrelated' } : relation.check(chain);
  } catch (error) {
    if (error instanceof NotMapped || (refused && error instanceof MapFailed)) return { kind: 'unrelated' };
    if (!(error instanceof MapFailed)) throw error;
    return {
      kind: 'broken',
      difference: { kind: 'exit', left: error.end, right: 'exit 0' },
      sides: [error.map, { name: `map of ${written.top}`, extents: [] }],
    };
  }
}
