import { isAtLeast } from '../../map/profile/version.ts';
import type { Lab } from '../parties/lab.ts';
import type { Oracle } from '../parties/oracle/oracle.ts';
import { type KnownCase, showsKnown } from './known.ts';

/** Which oracles show a finding; both lists begin with the oldest version. */
export interface VersionsShowing {
  readonly showing: readonly Oracle[];
  readonly others: readonly Oracle[];
}

/** Runs the smallest case of a finding on each oracle at hand, whether it takes part in the run or not. */
export async function versionsShowing(
  finding: KnownCase,
  atHand: readonly Oracle[],
  lab: Lab,
): Promise<VersionsShowing> {
  const showing: Oracle[] = [];
  const others: Oracle[] = [];
  for (const oracle of atHand.toSorted(oldestFirst)) {
    const shows = await showsKnown(finding, oracle, lab);
    (shows ? showing : others).push(oracle);
  }
  return { showing, others };
}

function oldestFirst({ profile: { version: one } }: Oracle, { profile: { version: other } }: Oracle): number {
  return Number(isAtLeast(one, other)) - Number(isAtLeast(other, one));
}
