import type { Recipe } from '../../../../generators/recipe/recipe.ts';
import type { Profile } from '../../../map/profile/profile.ts';
import type { InProcess } from '../../parties/subject/subject.ts';
import { MapFailed, NotMapped, relatedChain } from './related-chain.ts';
import type { Related, Relation } from './relation.ts';

/**
 * What comes of a relation on the layer `top` of a chain that stands written in `folder`; what it makes of the chain is
 * written into folders inside. A chain that `subject` refuses has nothing to relate.
 */
export function checkRelation(
  relation: Relation,
  subject: Pick<InProcess, 'answer'>,
  recipe: Recipe,
  top: string,
  folder: string,
  profile: Profile,
): Related {
  let refused = true;
  try {
    const chain = relatedChain(subject, recipe, top, folder, profile);
    const whole = chain.map(top);
    refused = whole.extents.length === 0;
    return refused ? { kind: 'unrelated' } : relation.check(chain);
  } catch (error) {
    if (error instanceof NotMapped || (refused && error instanceof MapFailed)) return { kind: 'unrelated' };
    if (!(error instanceof MapFailed)) throw error;
    return {
      kind: 'broken',
      difference: { kind: 'exit', left: error.end, right: 'exit 0' },
      sides: [error.account, { name: `map of ${top}`, extents: [] }],
    };
  }
}
