import type { Case, Query } from '../../../../../generators/recipe/recipe.ts';
import { type RecordedName, recorded } from '../../../../map/profile/profile.ts';
import { requestsContext } from '../../../parties/oracle/nbd/nbd-query.ts';
import { threeAccounts } from '../../../verdict/relations/other-query/three-accounts.ts';
import { relationQuery } from '../../../verdict/relations/relation-query.ts';
import { relations } from '../../../verdict/relations/relations.ts';

/**
 * One case of this many is checked for a relation. A relation costs four maps of ours and sometimes another chain: on
 * average a quarter of the CPU time of a case with one oracle.
 */
const casesPerRelation = 4;

/**
 * The relation that case `index` of a seed is checked for, as one of the recorded versions; undefined in three cases of
 * four. It depends on these two numbers only, and is spread evenly, over shards too. But each case that requests a context of NBD is
 * checked for the three accounts: an oracle shows the contexts of its own version alone.
 */
export function relationAt(
  seed: number,
  index: number,
  { recipe: { layers }, queries }: Pick<Case, 'recipe' | 'queries'>,
): Query | undefined {
  const versions = Object.keys(recorded) as RecordedName[];
  const choices = casesPerRelation * relations.length * versions.length;
  const choice = Math.floor((spread(index ^ spread(seed)) / 2 ** 32) * choices);
  const { name } = layers.at(-1)!;
  const version = versions[Math.floor(choice / casesPerRelation / relations.length)]!;
  if (queries.some(requestsContext)) return relationQuery(threeAccounts, name, version);
  const relation = relations[Math.floor(choice / casesPerRelation) % relations.length]!;
  return choice % casesPerRelation === 0 ? relationQuery(relation, name, version) : undefined;
}

/** Fibonacci hashing (Knuth, volume 3, 6.4): the high bits of successive numbers are spread evenly. */
function spread(value: number): number {
  return Math.imul(value, 0x9e3779b1) >>> 0;
}
