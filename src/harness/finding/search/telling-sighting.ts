import type { Case, Query } from '../../../../generators/recipe/recipe.ts';
import { isAtLeast } from '../../../map/profile/version.ts';
import type { Scratch } from '../../files/scratch.ts';
import type { Oracle } from '../../parties/oracle/find.ts';
import type { Parties } from '../../parties/parties.ts';
import type { Check } from '../../verdict/check.ts';
import type { Verdict } from '../../verdict/judge.ts';
import { spelledOut } from '../reduce/spelled-out.ts';
import { faultOf, placeOf } from '../signature/signature.ts';
import { shownCheck } from './shown-check.ts';

/** A case with one query, and a check of it that showed a fault. */
export interface Sighting {
  readonly value: Case;
  readonly check: Check;
}

/**
 * The sighting of the same fault by `map --output=json`, where that differs by the same byte, or where a table ends
 * otherwise: it names the field, while a table or a context of NBD shows of many faults the same, that something ends
 * elsewhere. By the newest oracle that shows it, which prints the most keys. Where a relation is broken it is one of the
 * maps that it compares, if that is wrong already: who tells of a fault, an oracle or a relation, doesn't make it another
 * one. Else the sighting itself.
 */
export async function tellingSighting(
  parties: Parties,
  scratch: Scratch,
  sighting: Sighting,
): Promise<Sighting> {
  const { check } = sighting;
  const oracles = parties.oracles.toSorted(newestFirst);
  const isNewest = oracles.length === 0 || check.oracle === oracles[0];
  const others = oracles.filter(oracle => oracle === oracles[0] || oracle === check.oracle);
  const among = { ...parties, oracles: check.verdict.kind === 'broken' ? oracles : others };
  for (const asked of askedInstead(sighting, isNewest)) {
    const told = await shownCheck(among, scratch, asked, shown =>
      tellsOf(check, shown.verdict) ? shown : undefined,
    );
    if (told !== undefined) return { value: asked, check: told };
  }
  return sighting;
}

/** Whether a verdict in JSON on the same chain tells of the fault of a check. */
function tellsOf({ verdict: other, query }: Check, verdict: Verdict): boolean {
  const fault = faultOf(verdict);
  if (fault === undefined) return false;
  if (other.kind === 'broken') return true;
  if (verdict.kind !== other.kind) return false;
  const [at, told] = [placeOf(other), placeOf(verdict)];
  if (fault === faultOf(other) && at === told) return true;
  if (isSaid(query, asJson(query))) return at !== undefined && at === told;
  // A table shows data alone, where JSON may differ before; and it ends, with a word about it, where data has no place.
  if (at !== undefined) return told !== undefined && told <= at;
  return 'difference' in other && (other.difference.kind === 'exit' || other.difference.kind === 'stderr');
}

function newestFirst(one: Oracle, other: Oracle): number {
  const [a, b] = [one.profile.version, other.profile.version];
  return Number(isAtLeast(b, a)) - Number(isAtLeast(a, b));
}

/** Cases with one query in JSON that may show the same; none where nobody can tell more. */
function askedInstead({ value, check: { verdict, query } }: Sighting, isNewest: boolean): Case[] {
  if (verdict.kind === 'broken') {
    const plain = { recipe: value.recipe, query: ['--output=json', query.at(-1)!] };
    const asked = [...verdict.sides.flatMap(({ asked }) => asked ?? []), plain];
    return asked.map(({ recipe, query: one }) => ({ ...value, recipe, queries: [one] }));
  }
  const json = asJson(query);
  return isNewest && isSaid(query, json) ? [] : [{ ...value, queries: [json] }];
}

/** The parties with the one oracle of a check, or none where it had none. */
export function onlyOn({ oracle }: Check, parties: Parties): Parties {
  return { ...parties, oracles: oracle === undefined ? [] : [oracle] };
}

/** The query for JSON, spelled out. */
function asJson(query: Query): Query {
  return ['--output=json', ...spelledOut(query).filter(word => !/^--(output|context)=/.test(word))];
}

/** Whether a query says the same as one that is spelled out, in whatever order. */
function isSaid(query: Query, spelled: Query): boolean {
  return spelledOut(query).toSorted().join('\0') === spelled.toSorted().join('\0');
}
