import { caseAt } from '../../../../generators/arbitrary/case-at.ts';
import type { Case, Query } from '../../../../generators/recipe/recipe.ts';
import type { Trait } from '../../../../generators/wish/wish.ts';
import { relationAt } from './relation-at.ts';

/** A case of a campaign. */
export interface CampaignCase {
  /** Its last query requests the relation, if there is one. */
  readonly value: Case;
  readonly relation?: Query | undefined;
  /** How to generate it again: `seed 3, case 12`. */
  readonly origin: string;
}

/** Case `index` of a seed, with these features: what a campaign checks. */
export function campaignCase(seed: number, index: number, features: readonly Trait[] = []): CampaignCase {
  const value = caseAt(seed, index, features);
  const relation = relationAt(seed, index, value.recipe);
  const queries = relation === undefined ? value.queries : [...value.queries, relation];
  const origin = [`seed ${seed}`, ...features, `case ${index}`].join(', ');
  return { value: { ...value, queries }, relation, origin };
}
