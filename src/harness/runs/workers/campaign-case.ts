import { caseAt } from '../../../../generators/arbitrary/case-at.ts';
import type { Trait } from '../../../../generators/wish/wish.ts';
import type { DrawnCase } from './drawn-case.ts';
import { relationAt } from './relation-at.ts';

/** Case `index` of a seed, with these features: what a campaign checks. Its last query requests the relation, if there is one. */
export function campaignCase(seed: number, index: number, features: readonly Trait[] = []): DrawnCase {
  const value = caseAt(seed, index, features);
  const relation = relationAt(seed, index, value.recipe);
  const queries = relation === undefined ? value.queries : [...value.queries, relation];
  const origin = [`seed ${seed}`, ...features, `case ${index}`].join(', ');
  return { value: { ...value, queries }, relation, origin };
}
