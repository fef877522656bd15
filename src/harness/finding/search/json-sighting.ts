import type { Case, Query } from '../../../../generators/recipe/recipe.ts';
import { isAtLeast } from '../../../map/profile/version.ts';
import { type Lab, withOracles } from '../../parties/lab.ts';
import type { Oracle } from '../../parties/oracle/oracle.ts';
import type { Check } from '../../verdict/check.ts';
import type { Verdict } from '../../verdict/judge.ts';
import { spelledOut } from '../reduce/spelled-out.ts';
import { faultOf } from '../signature/fault.ts';
import { placeOf } from '../signature/place.ts';
import type { Sighting } from './sighting.ts';
import { showsFault } from './target.ts';

/**
 * The sighting of the same fault by `map --output=json`; the sighting itself if JSON doesn't show it.
 *
 * JSON names the field that differs. A table or a context of NBD shows many faults in the same way: something ends elsewhere.
 * Of the oracles that show the fault it takes the newest, which prints the most keys. For a broken relation it is one of the
 * maps that the relation compares, if that map is wrong by itself: the fault is the same, whether an oracle or a relation shows it.
 */
export async function jsonSighting(lab: Lab, sighting: Sighting): Promise<Sighting> {
  const { check } = sighting;
  const oracles = lab.parties.oracles.toSorted(newestFirst);
  const isNewest = oracles.length === 0 || check.oracle === oracles[0];
  const newestAndOwn = oracles.filter(oracle => oracle === oracles[0] || oracle === check.oracle);
  const wanted = {
    lab: withOracles(lab, check.verdict.kind === 'broken' ? oracles : newestAndOwn),
    matches: (seen: Sighting) => isSameFault(check, seen.check.verdict),
  };
  for (const candidate of casesInJson(sighting, isNewest)) {
    const seen = await showsFault(wanted, candidate);
    if (seen !== undefined) return seen;
  }
  return sighting;
}

/** Whether a verdict on a map in JSON of the same chain is about the fault of a check. */
function isSameFault({ verdict: checked, query }: Check, inJson: Verdict): boolean {
  const fault = faultOf(inJson);
  if (fault === undefined) return false;
  if (checked.kind === 'broken') return true;
  if (inJson.kind !== checked.kind) return false;
  const [at, jsonAt] = [placeOf(checked), placeOf(inJson)];
  if (fault === faultOf(checked) && at === jsonAt) return true;
  if (hasWords(query, asJson(query))) return at !== undefined && at === jsonAt;
  // A table lists data alone, so JSON may differ before the table does.
  if (at !== undefined) return jsonAt !== undefined && jsonAt <= at;
  // A table ends with a message at data that has no place in a file; JSON goes on.
  return (
    'difference' in checked && (checked.difference.kind === 'exit' || checked.difference.kind === 'stderr')
  );
}

function newestFirst(left: Oracle, right: Oracle): number {
  const [a, b] = [left.profile.version, right.profile.version];
  return Number(isAtLeast(b, a)) - Number(isAtLeast(a, b));
}

/** Cases with one query in JSON that may show the fault; none when the sighting is in JSON on the newest oracle already. */
function casesInJson({ value, check: { verdict, query } }: Sighting, isNewest: boolean): Case[] {
  if (verdict.kind === 'broken') {
    const compared = verdict.sides.flatMap(({ source }) => source ?? []);
    const plain = { recipe: value.recipe, query: ['--output=json', query.at(-1)!] };
    return [...compared, plain].map(map => ({ ...value, recipe: map.recipe, queries: [map.query] }));
  }
  const json = asJson(query);
  return isNewest && hasWords(query, json) ? [] : [{ ...value, queries: [json] }];
}

/** The query for JSON, spelled out. */
function asJson(query: Query): Query {
  return ['--output=json', ...spelledOut(query).filter(word => !/^--(output|context)=/.test(word))];
}

/** Whether a query has the words of one that is spelled out, in any order. */
function hasWords(query: Query, spelled: Query): boolean {
  return spelledOut(query).toSorted().join('\0') === spelled.toSorted().join('\0');
}
