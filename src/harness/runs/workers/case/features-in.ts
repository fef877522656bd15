import { type CheckFeature, featuresOfChain } from '../../../../../generators/coverage/check-features.ts';
import { optionsOf } from '../../../../../generators/coverage/query-options.ts';
import type { Query, Recipe } from '../../../../../generators/recipe/recipe.ts';
import type { Subject } from '../../../parties/subject/subject.ts';

/**
 * The features under which a check of a query is counted. Those of the chain are looked for once: there are fifty. A subject that takes
 * an image sees no options.
 */
export function featuresIn({ takes }: Subject, recipe: Recipe): (query: Query) => CheckFeature[] {
  const ofChain = featuresOfChain(recipe);
  return query => (takes === 'arguments' ? [...ofChain, ...optionsOf(query, recipe)] : ofChain);
}
