import type { ReadExtent } from '../../src/harness/map-text/extent.ts';
import type { Profile } from '../../src/profile/profile.ts';

/** What three queries say of one whole chain: a map as JSON, and both contexts of NBD. */
export interface ThreeAccounts {
  readonly map: readonly ReadExtent[];
  readonly base: readonly ReadExtent[];
  readonly depth: readonly ReadExtent[];
}

/** One stretch of which each account says one thing. */
interface Stretch {
  readonly map: ReadExtent;
  /** Of base:allocation. */
  readonly hole: boolean;
  readonly zero: boolean;
  /** Of qemu:allocation-depth. */
  readonly owner: number;
}

/**
 * The rules by which the accounts hang together, each by what it says. Present is looked at where the version has it.
 * Without it data is, which is always present.
 */
const rules: { readonly [rule: string]: (stretch: Stretch, profile: Profile) => boolean } = {
  'base:allocation reads as zeros where map does': ({ map, zero }) => zero === map.zero,
  'a hole is what has no data; up to 5.2 what no layer has': ({ map, hole, owner }, profile) =>
    hole === (profile.nbdHole === 'no-data' ? !map.data : owner === 0),
  'what is present is owned by the layer at the depth of map': ({ map, owner }) =>
    !(map.present ?? map.data) || owner === map.depth! + 1,
  'what is not present is owned by nobody, or by the short layer below': ({ map, owner }) =>
    map.present !== false || owner === 0 || owner === map.depth! + 2,
};

/** The first rule that is broken, and the guest byte from which it is; undefined where the accounts agree. */
export function contradiction(accounts: ThreeAccounts, profile: Profile): string | undefined {
  const all = [accounts.map, accounts.base, accounts.depth];
  const starts = all.flatMap(extents =>
    extents.filter(({ length }) => length > 0n).map(({ start }) => start),
  );
  const [end, ...ends] = all.map(extents => extents.reduce((_, { start, length }) => start + length, 0n));
  if (ends.some(other => other !== end)) return 'they end at different bytes';
  for (const at of new Set(starts)) {
    const [map, base, depth] = all.map(extents =>
      extents.find(({ start, length }) => start <= at && at < start + length),
    );
    if (map === undefined || base === undefined || depth === undefined)
      return `${at} is missing in one of them`;
    const value = base.value!;
    const stretch = { map, hole: (value & 1) !== 0, zero: (value & 2) !== 0, owner: depth.value! };
    const broken = Object.keys(rules).find(rule => !rules[rule]!(stretch, profile));
    if (broken !== undefined) return `${at}: ${broken}`;
  }
  return undefined;
}
