import { caseAt } from '../../../../../generators/arbitrary/case-at.ts';
import { caseWithout } from '../../../../../generators/arbitrary/case-without.ts';
import type { CheckFeature } from '../../../../../generators/coverage/check-features.ts';
import type { Trait } from '../../../../../generators/wish/wish.ts';
import { withoutTraits } from '../../../../../generators/wish/without-traits.ts';
import type { DrawnCase } from './drawn-case.ts';
import { relationAt } from './relation-at.ts';

/**
 * Case `index` of a seed, with these features: what a campaign checks. Its last query requests the relation, if there is one. If it
 * has something of `without`, another case is drawn in its place that has none of it, as far as one is found.
 */
export function campaignCase(
  seed: number,
  index: number,
  features: readonly Trait[] = [],
  without: readonly CheckFeature[] = [],
): DrawnCase {
  const usual = caseAt(seed, index, features);
  const isAsUsual = features.length > 0 || withoutTraits(usual, without) !== undefined;
  const value = isAsUsual ? usual : (caseWithout(seed, index, without) ?? usual);
  const relation = relationAt(seed, index, value);
  const queries = relation === undefined ? value.queries : [...value.queries, relation];
  const origin = [
    `seed ${seed}`,
    ...features,
    ...(value === usual ? [] : ['drawn anew']),
    `case ${index}`,
  ].join(', ');
  return { value: { ...value, queries }, relation, origin };
}
