import { steeredCases } from '../../../../../generators/arbitrary/steering/steering.ts';
import { isServed } from '../../../../../generators/recipe/served.ts';
import { requestsContext } from '../../../parties/oracle/nbd/nbd-query.ts';
import { campaignCase } from '../../workers/case/campaign-case.ts';

/** The indexes of cases behind those that are steered to one thing each: what a long campaign is made of. */
export function usualIndexes(count: number): number[] {
  return Array.from({ length: count }, (_, at) => steeredCases + at);
}

/** Whether qemu-img answers all queries of a case, without a server of NBD. */
export function needsNoServer(seed: number, index: number): boolean {
  const { recipe, queries } = campaignCase(seed, index).value;
  return !recipe.layers.some(isServed) && !queries.some(requestsContext);
}
