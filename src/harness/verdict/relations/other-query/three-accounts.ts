import type { RelatedChain } from '../related-chain.ts';
import type { RelatedMap } from '../related-map.ts';
import type { Relation } from '../relation.ts';
import { contradiction } from './contradiction.ts';

export const threeAccounts: Relation = {
  name: 'three-accounts',
  statement: 'the map, base:allocation and qemu:allocation-depth agree',
  check(chain) {
    const [map, base, depth] = mapsOf(chain);
    const maps = { map: map.extents, base: base.extents, depth: depth.extents };
    const broken = contradiction(maps, chain.profile);
    if (broken === undefined) return { kind: 'holds' };
    return {
      kind: 'broken',
      difference: { kind: 'rule', rule: broken.rule, at: broken.at },
      sides: [map, broken.context === 'base' ? base : depth],
    };
  },
};

function mapsOf({ map, top: { name } }: RelatedChain): readonly [RelatedMap, RelatedMap, RelatedMap] {
  return [map(name), map('--context=base:allocation', name), map('--context=qemu:allocation-depth', name)];
}
