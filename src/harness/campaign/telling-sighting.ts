import type { Case, Query } from '../../../generators/recipe/recipe.ts';
import { spelledOut } from '../reduce/spelled-out.ts';
import type { Scratch } from '../scratch/scratch.ts';
import type { Check } from '../verdict/check.ts';
import type { Verdict } from '../verdict/judge.ts';
import type { Parties } from '../verdict/parties.ts';
import { faultOf, placeOf } from '../verdict/signature.ts';
import { shownCheck } from './shown-check.ts';

/** A case with one query, and a check of it that showed a fault. */
export interface Sighting {
  readonly value: Case;
  readonly check: Check;
}

/**
 * The sighting of the same fault by `map --output=json`, where that differs at the same byte, or where a table ends
 * otherwise: it names the field, while a table or a context of NBD shows of many faults the same, that something ends
 * elsewhere. Where a relation is broken it is one of the maps that it compares, if that is wrong already: who tells of a
 * fault, an oracle or a relation, doesn't make it another one. Else the sighting itself.
 */
export async function tellingSighting(
  parties: Parties,
  scratch: Scratch,
  sighting: Sighting,
): Promise<Sighting> {
  const { check } = sighting;
  const among = check.verdict.kind === 'broken' ? parties : onlyOn(check, parties);
  for (const asked of askedInstead(sighting)) {
    const told = await shownCheck(among, scratch, asked, shown =>
      tellsOf(check.verdict, shown.verdict) ? shown : undefined,
    );
    if (told !== undefined) return { value: asked, check: told };
  }
  return sighting;
}

/** Whether one verdict on the same chain tells of the fault of another. */
function tellsOf(other: Verdict, verdict: Verdict): boolean {
  const fault = faultOf(verdict);
  if (fault === undefined) return false;
  if (other.kind === 'broken') return true;
  const at = placeOf(other);
  if (at !== undefined) return placeOf(verdict) === at;
  return fault === faultOf(other) || ('difference' in other && other.difference.kind === 'exit');
}

/** Cases with one query in JSON that may show the same. */
function askedInstead({ value, check: { verdict, query } }: Sighting): Case[] {
  if (verdict.kind === 'broken') {
    const plain = { recipe: value.recipe, query: ['--output=json', query.at(-1)!] };
    const asked = [...verdict.sides.flatMap(({ asked }) => asked ?? []), plain];
    return asked.map(({ recipe, query: one }) => ({ ...value, recipe, queries: [one] }));
  }
  const json = asJson(query);
  return json === undefined ? [] : [{ ...value, queries: [json] }];
}

/** The parties with the one oracle of a check, or none where it had none. */
export function onlyOn({ oracle }: Check, parties: Parties): Parties {
  return { ...parties, oracles: oracle === undefined ? [] : [oracle] };
}

/** The query for JSON; undefined where it is one. */
function asJson(query: Query): Query | undefined {
  const words = spelledOut(query);
  const rest = words.filter(word => !/^--(output|context)=/.test(word));
  return words.includes('--output=json') && !words.some(word => word.startsWith('--context='))
    ? undefined
    : ['--output=json', ...rest];
}
