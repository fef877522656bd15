import { type ChainFeature, chainFeatures } from '../coverage/chain-features.ts';
import { type CheckFeature, featuresOfChain } from '../coverage/check-features.ts';
import { optionsOf } from '../coverage/query-options.ts';
import type { Case } from '../recipe/recipe.ts';

/**
 * A case without the queries whose options are among `traits`. Undefined if no query is left, or if the chain has one of these
 * features.
 */
export function withoutTraits(value: Case, traits: readonly CheckFeature[]): Case | undefined {
  if (traits.length === 0) return value.queries.length === 0 ? undefined : value;
  if (featuresOfChain(value.recipe).some(feature => traits.includes(feature))) return undefined;
  const queries = value.queries.filter(query =>
    optionsOf(query, value.recipe).every(option => !traits.includes(option)),
  );
  return queries.length === 0 ? undefined : { ...value, queries };
}

/** Reports name these features, the first that a chain has. Many clusters come first: a smaller case would have fewer. */
const reported: readonly CheckFeature[] = [
  'many-clusters',
  ...(Object.keys(chainFeatures) as ChainFeature[]),
];

/** The feature by which reports group the findings of a chain; undefined for a plain one. */
export function firstFeature({ recipe }: Pick<Case, 'recipe'>): CheckFeature | undefined {
  const all = featuresOfChain(recipe);
  return reported.find(feature => all.includes(feature));
}
