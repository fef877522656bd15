import type { Profile } from '../../../map/profile/profile.ts';
import { endOf, extentAt } from '../../answers/extents/extent-list.ts';
import type { ReadExtent } from '../../answers/extents/read-extent.ts';

/**
 * What three queries say of one image, each of all of it, and each with exit status 0: a map as JSON, and both contexts of
 * NBD. None of them goes through a filter, which is a layer for qemu:allocation-depth and none for map.
 */
export interface ThreeAccounts {
  readonly map: readonly ReadExtent[];
  readonly base: readonly ReadExtent[];
  readonly depth: readonly ReadExtent[];
}

/** One stretch of which each account says one thing, and what the others before it came to. */
interface Stretch {
  readonly map: ReadExtent;
  /** Of base:allocation. */
  readonly hole: boolean;
  readonly zero: boolean;
  /** Of qemu:allocation-depth: layers from the top, 0 where no layer has anything. */
  readonly owner: number;
  /** The deepest layer that any account tells of, anywhere. */
  readonly deepest: number;
  /** The depth of the topmost layer of which was told before that it has ended. */
  readonly ended: number;
}

type Rule = (stretch: Stretch, profile: Profile) => boolean;

/**
 * The rules by which the accounts hang together, in every version since 5.2, each by what it says. Map and NBD walk the
 * same way down but for the end of a layer: past it NBD says that this layer has the zeros, map that the one above reads so.
 */
const rules: { readonly [rule: string]: Rule } = {
  'base:allocation reads as zeros where map does': ({ map, zero }) => zero === map.zero,
  'a hole is what has no data; up to 5.2 what no layer has': ({ map, hole, owner }, profile) =>
    hole === (profile.nbdHole === 'no-data' ? !map.data : owner === 0),
  'what is present is owned by the layer at the depth of map': ({ map, owner }) =>
    !isPresent(map) || owner === map.depth! + 1,
  'what is not present is owned by nobody, or by the short layer below': ({ map, owner }) =>
    map.present !== false || owner === 0 || isShortBelow(map, owner),
  'without present, no data is owned by nobody, by its layer, or by the short layer below': ({
    map,
    owner,
  }) => map.present !== undefined || owner === 0 || owner === map.depth! + 1 || isShortBelow(map, owner),
  'what nobody owns was looked for in the deepest layer': ({ map, owner, deepest }) =>
    owner !== 0 || map.depth === deepest,
  'a layer that has ended has nothing further on': ({ map, owner, ended }) =>
    map.depth! < ended && owner <= ended + 1,
};

/** Versions before 6.1 don't say it, but what is data is present. */
function isPresent({ present, data }: ReadExtent): boolean {
  return present ?? data!;
}

function isShortBelow({ depth }: ReadExtent, owner: number): boolean {
  return owner === depth! + 2;
}

/** The rule that accounts break, and the guest byte from which on they do. */
export interface Contradiction {
  readonly rule: string;
  readonly at: bigint;
}

/** The first rule that is broken; undefined where the accounts agree. */
export function contradiction(accounts: ThreeAccounts, profile: Profile): Contradiction | undefined {
  const all = [accounts.map, accounts.base, accounts.depth];
  const [end = 0n, ...ends] = all.map(endOf);
  const other = ends.find(at => at !== end);
  if (other !== undefined) return { rule: 'they end at the same byte', at: other < end ? other : end };
  const deepest = deepestOf(accounts);
  let ended = Number.POSITIVE_INFINITY;
  for (const at of startsOf(all)) {
    const [map, base, depth] = all.map(extents => extentAt(extents, at));
    if (map === undefined || base === undefined || depth === undefined)
      return { rule: 'all of them say something of each byte', at };
    const owner = depth.value!;
    const value = base.value!;
    const stretch = { map, hole: (value & 1) !== 0, zero: (value & 2) !== 0, owner, deepest, ended };
    const rule = Object.keys(rules).find(name => !rules[name]!(stretch, profile));
    if (rule !== undefined) return { rule, at };
    if (isShortBelow(map, owner)) ended = Math.min(ended, map.depth! + 1);
  }
  return undefined;
}

function deepestOf({ map, depth }: ThreeAccounts): number {
  const depths = [...map.map(extent => extent.depth!), ...depth.map(({ value }) => value! - 1)];
  return depths.reduce((most, told) => Math.max(most, told), 0);
}

/** Where any account begins to say something else, in order; what has no bytes says nothing. */
function startsOf(all: readonly (readonly ReadExtent[])[]): bigint[] {
  const told = all.flat().filter(({ length }) => length > 0n);
  return [...new Set(told.map(({ start }) => start))].sort((a, b) => (a < b ? -1 : 1));
}
