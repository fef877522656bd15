import type { Profile } from '../../../../map/profile/profile.ts';
import { endOf, extentAt } from '../../../answers/extents/extent-list.ts';
import type { ReadExtent } from '../../../answers/extents/read-extent.ts';

/**
 * Three maps of one whole image, each with exit status 0: the JSON map, base:allocation and qemu:allocation-depth. None goes
 * through a filter, which is a layer for qemu:allocation-depth but not for map.
 */
export interface ThreeMaps {
  readonly map: readonly ReadExtent[];
  readonly base: readonly ReadExtent[];
  readonly depth: readonly ReadExtent[];
}

/** A range in which none of the three maps changes, with the facts about the whole maps that the rules need. */
interface Range {
  readonly map: ReadExtent;
  /** The flags of base:allocation. */
  readonly hole: boolean;
  readonly zero: boolean;
  /** The value of qemu:allocation-depth: 1 for the top layer, 0 when no layer allocates the range. */
  readonly owner: number;
  /** The deepest depth anywhere in the maps. */
  readonly deepest: number;
  /** The depth of the topmost layer that has ended before this range. */
  readonly ended: number;
}

/** A rule under its statement. */
type Rules = { readonly [statement: string]: Rule };

type Rule = (range: Range, profile: Profile) => boolean;

/**
 * The rules that hold between the three maps in every version since 5.2, each under its statement. Map and NBD descend the
 * chain in the same way, except past the end of a short layer: NBD attributes the zeros there to the short layer, map to the
 * layer above it.
 */
const rulesOfBase: Rules = {
  'base:allocation reads as zeros where map does': ({ map, zero }) => zero === map.zero,
  'a hole is what has no data; up to 5.2 what no layer has': ({ map, hole, owner }, profile) =>
    hole === (profile.nbdHole === 'no-data' ? !map.data : owner === 0),
};
const rulesOfDepth: Rules = {
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

/** Versions before 6.1 don't print `present`; there, data counts as present. */
function isPresent({ present, data }: ReadExtent): boolean {
  return present ?? data!;
}

function isShortBelow({ depth }: ReadExtent, owner: number): boolean {
  return owner === depth! + 2;
}

/** The rule that is broken, the first guest byte where it is, and the context that contradicts the map there. */
export interface Contradiction {
  readonly rule: string;
  readonly at: bigint;
  readonly context: 'base' | 'depth';
}

/** The first rule that is broken; undefined when the maps agree. */
export function contradiction(maps: ThreeMaps, profile: Profile): Contradiction | undefined {
  const all = [maps.map, maps.base, maps.depth];
  const [end = 0n, ...ends] = all.map(endOf);
  const other = ends.find(at => at !== end);
  if (other !== undefined)
    return { rule: 'they end at the same byte', at: other < end ? other : end, context: 'depth' };
  const deepest = deepestOf(maps);
  let ended = Number.POSITIVE_INFINITY;
  for (const at of startsOf(all)) {
    const [map, base, depth] = all.map(extents => extentAt(extents, at));
    if (map === undefined || base === undefined || depth === undefined)
      return { rule: 'all of them say something of each byte', at, context: 'depth' };
    const owner = depth.value!;
    const value = base.value!;
    const range = { map, hole: (value & 1) !== 0, zero: (value & 2) !== 0, owner, deepest, ended };
    for (const [context, rules] of [
      ['base', rulesOfBase],
      ['depth', rulesOfDepth],
    ] as const) {
      const rule = Object.keys(rules).find(statement => !rules[statement]!(range, profile));
      if (rule !== undefined) return { rule, at, context };
    }
    if (isShortBelow(map, owner)) ended = Math.min(ended, map.depth! + 1);
  }
  return undefined;
}

function deepestOf({ map, depth }: ThreeMaps): number {
  const depths = [...map.map(extent => extent.depth!), ...depth.map(({ value }) => value! - 1)];
  return depths.reduce((deepest, value) => Math.max(deepest, value), 0);
}

/** The starts of all extents that have bytes, in order. */
function startsOf(all: readonly (readonly ReadExtent[])[]): bigint[] {
  const extents = all.flat().filter(({ length }) => length > 0n);
  return [...new Set(extents.map(({ start }) => start))].sort((a, b) => (a < b ? -1 : 1));
}
