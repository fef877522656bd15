import type { Account } from './account.ts';
import { type Contradiction, contradiction } from './contradiction.ts';
import type { RelatedChain } from './related-chain.ts';
import type { Relation } from './relation.ts';

export const threeAccounts: Relation = {
  name: 'three-accounts',
  says: 'the map and the contexts of NBD tell one story',
  check(chain) {
    const [map, base, depth] = accountsOf(chain);
    const accounts = { map: map.extents, base: base.extents, depth: depth.extents };
    const broken = contradiction(accounts, chain.profile);
    if (broken === undefined) return { kind: 'holds' };
    return {
      kind: 'broken',
      difference: { kind: 'rule', ...broken },
      sides: [map, atOdds(broken, base, depth)],
    };
  },
};

function accountsOf({ map, top: { name } }: RelatedChain): readonly [Account, Account, Account] {
  return [map(name), map('--context=base:allocation', name), map('--context=qemu:allocation-depth', name)];
}

/** The context that is shown beside the map: the one that the rule speaks of. */
function atOdds({ rule }: Contradiction, base: Account, depth: Account): Account {
  return rule.includes('hole') || rule.includes('zeros') ? base : depth;
}
