import { blockFormats, isBlockLayer } from '../../../../generators/recipe/blocks/block-formats.ts';
import type { Layer } from '../../../../generators/recipe/recipe.ts';
import type { Profile } from '../../../map/profile/profile.ts';
import { isAtLeast } from '../../../map/profile/version.ts';
import { MapFailed, NotMapped, relatedChain, type WrittenChain } from './related-chain.ts';
import type { Relation, RelationResult } from './relation.ts';

/**
 * Checks a relation on a chain. A chain that the program refuses to map is unrelated, and so is one with a format that some builds of
 * its version lack: its file is a raw one there.
 */
export function checkRelation(relation: Relation, written: WrittenChain): RelationResult {
  if (written.recipe.layers.some(layer => mayBeMissing(layer, written.profile))) return { kind: 'unrelated' };
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

function mayBeMissing(layer: Layer, { version }: Profile): boolean {
  const before = isBlockLayer(layer) ? blockFormats[layer.format].missingBefore : undefined;
  return before !== undefined && !isAtLeast(version, before.join('.'));
}
