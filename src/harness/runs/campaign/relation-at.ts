import type { Query, Recipe } from '../../../../generators/recipe/recipe.ts';
import { type RecordedName, recorded } from '../../../map/profile/profile.ts';
import { relationQuery } from '../../verdict/relations/relation-query.ts';
import { relations } from '../../verdict/relations/relations.ts';

/**
 * One relation in that many cases: one takes four maps of ours and now and then another chain, in all a quarter of the CPU
 * of a case with one oracle.
 */
const share = 4;

/**
 * The relation that case `index` of a seed is checked for, in one case of four, as one of the recorded versions: a
 * function of these two numbers and spread evenly, over shards too.
 */
export function relationAt(seed: number, index: number, { layers }: Recipe): Query | undefined {
  const versions = Object.keys(recorded) as RecordedName[];
  const choices = share * relations.length * versions.length;
  const choice = Math.floor((spread(index ^ spread(seed)) / 2 ** 32) * choices);
  const relation = relations[Math.floor(choice / share) % relations.length]!;
  const version = versions[Math.floor(choice / share / relations.length)]!;
  return choice % share === 0 ? relationQuery(relation, layers.at(-1)!.name, version) : undefined;
}

/** Fibonacci hashing (Knuth, volume 3, 6.4): the high bits of successive numbers lie as evenly as they can. */
function spread(value: number): number {
  return Math.imul(value, 0x9e3779b1) >>> 0;
}
