import type { Query, Recipe } from '../../../../generators/recipe/recipe.ts';
import { type RecordedName, recorded } from '../../../map/profile/profile.ts';
import { relationQuery } from '../../verdict/relations/relation-query.ts';
import { relations } from '../../verdict/relations/relations.ts';

/**
 * One case of this many is checked for a relation. A relation costs four maps of ours and sometimes another chain: on
 * average a quarter of the CPU time of a case with one oracle.
 */
const casesPerRelation = 4;

/**
 * The relation that case `index` of a seed is checked for, as one of the recorded versions; undefined in three cases of
 * four. It depends on these two numbers only, and is spread evenly, over shards too.
 */
export function relationAt(seed: number, index: number, { layers }: Recipe): Query | undefined {
  const versions = Object.keys(recorded) as RecordedName[];
  const choices = casesPerRelation * relations.length * versions.length;
  const choice = Math.floor((spread(index ^ spread(seed)) / 2 ** 32) * choices);
  const relation = relations[Math.floor(choice / casesPerRelation) % relations.length]!;
  const version = versions[Math.floor(choice / casesPerRelation / relations.length)]!;
  return choice % casesPerRelation === 0 ? relationQuery(relation, layers.at(-1)!.name, version) : undefined;
}

/** Fibonacci hashing (Knuth, volume 3, 6.4): the high bits of successive numbers are spread evenly. */
function spread(value: number): number {
  return Math.imul(value, 0x9e3779b1) >>> 0;
}
