import type { Case, Query } from '../../../generators/recipe/recipe.ts';
import type { Scratch } from '../scratch/scratch.ts';
import type { Check } from '../verdict/check.ts';
import type { Parties } from '../verdict/parties.ts';
import { faultOf, placeOf } from '../verdict/signature.ts';
import { shownCheck } from './shown-check.ts';

/** A case with one query, and a check of it that showed a fault. */
export interface Sighting {
  readonly value: Case;
  readonly check: Check;
}

/**
 * The sighting of the same fault by `map --output=json`, where that differs at the same byte: it names the field, while
 * a table or a context of NBD shows of many faults the same, that something ends elsewhere. Where a relation is broken it is the map
 * of the chain, if that is wrong already. Else the sighting itself.
 */
export async function tellingSighting(
  parties: Parties,
  scratch: Scratch,
  sighting: Sighting,
): Promise<Sighting> {
  const { value, check } = sighting;
  const at = placeOf(check.verdict);
  const isBroken = check.verdict.kind === 'broken';
  const query = isBroken ? ['--output=json', check.query.at(-1)!] : asJson(check.query);
  if (query === undefined || (at === undefined && !isBroken)) return sighting;
  const asked: Case = { ...value, queries: [query] };
  const told = await shownCheck(onlyOn(check, parties), scratch, asked, shown =>
    faultOf(shown.verdict) !== undefined && (isBroken || placeOf(shown.verdict) === at) ? shown : undefined,
  );
  return told === undefined ? sighting : { value: asked, check: told };
}

/** The parties with the one oracle of a check, or none where it had none. */
export function onlyOn({ oracle }: Check, parties: Parties): Parties {
  return { ...parties, oracles: oracle === undefined ? [] : [oracle] };
}

function asJson(query: Query): Query | undefined {
  const isOutput = (word: string | undefined): boolean => word === '--output' || word === '--context';
  const rest = query.filter(
    (word, index) => !/^--(output|context)\b/.test(word) && !isOutput(query[index - 1]),
  );
  return query.some(word => /^(--output=)?json$/.test(word)) ? undefined : ['--output=json', ...rest];
}
