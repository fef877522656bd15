import type { Case } from '../../../generators/recipe/recipe.ts';
import type { Check } from '../verdict/check.ts';
import { type Investigated, type Investigation, reduceStored, settle } from './investigate.ts';
import { identify } from './search/search.ts';
import type { Sighting } from './search/sighting.ts';
import { coarseSignature, faultOf } from './signature/signature.ts';
import type { StoredFinding } from './store/finding-folder.ts';
import { dropFinding, nameFault, storeFinding } from './store/stored-finding.ts';

/** One fault that a campaign has found. */
export interface Finding extends Investigated, Counted {
  readonly firstSeen: FirstSeen;
}

/** Where and when a fault was seen first. */
export interface FirstSeen {
  /** How to generate the case again, like `seed 3, case 12`. */
  readonly origin: string;
  /** Since the campaign began, without its pauses. */
  readonly milliseconds: number;
}

interface Counted {
  /** The names of the oracles on which it was seen. */
  readonly oracles: Set<string>;
  /** How many checks show it. */
  checks: number;
}

/** How a campaign gathers findings. */
export interface FindingsPlan extends Investigation {
  /** Milliseconds that all reductions together may take; then each gets the least. Absent: no limit but that of each. */
  readonly reductions?: number;
  /** Coarse signatures of findings that earlier runs stored. They are neither stored nor reduced again. */
  readonly stored: ReadonlySet<string>;
}

/**
 * Milliseconds that each reduction may take even when `reductions` is spent: enough for the smallest chains, in which most
 * faults show. A subject with forty faults would otherwise keep a campaign of a minute for ten.
 */
const leastReduction = 2_000;

/** For a run that knows of no earlier findings. */
export const nothingBefore: Pick<FindingsPlan, 'stored' | 'known'> = { stored: new Set(), known: new Set() };

/** Is notified of findings. */
export interface FindingsWatcher {
  /** A reduction begins. `left` is how many remain, this one included. */
  reducing?(left: number): void;
  /** A finding is complete. */
  found(finding: Finding): void;
}

/** The distinct faults of a campaign. */
export interface Findings {
  /** By fine signature, in the order in which their reduction ended. */
  readonly found: ReadonlyMap<string, Finding>;
  /** How many sightings wait for their reduction. */
  readonly pending: number;
  /** Stores, identifies and counts what a check shows; nothing when it shows no fault. `origin`: as of `FirstSeen`. */
  follow(drawn: Case, origin: string, check: Check): Promise<void>;
  /** Reduces what is pending, one sighting after the other. Two calls reduce two at once. */
  reduce(): Promise<void>;
}

/** A stored sighting that waits for its reduction. */
interface Pending {
  readonly coarse: string;
  readonly stored: StoredFinding;
  readonly firstSeen: FirstSeen;
  readonly sighting: Sighting;
}

/**
 * Gathers the faults that the checks of a campaign show. The first sighting of each coarse signature is stored at once and
 * reduced later; further ones are counted. Sightings that reduce to the same fine signature are one finding, and the watcher
 * is notified of it once.
 *
 * @param elapsed milliseconds since the campaign began
 */
export function gatherFindings(
  plan: FindingsPlan,
  watcher: FindingsWatcher,
  elapsed: () => number,
): Findings {
  const found = new Map<string, Finding>();
  const counts = new Map<string, Counted>();
  const pending: Pending[] = [];
  const storedSignatures = new Set(plan.stored);
  let left = plan.reductions ?? Number.POSITIVE_INFINITY;

  /** Stores a case as it was found, unless one of the same coarse signature is stored. */
  const storeFirst = (coarse: string, value: Case): StoredFinding | undefined => {
    if (storedSignatures.has(coarse)) return undefined;
    storedSignatures.add(coarse);
    return storeFinding(plan.findings, coarse, value);
  };

  const follow = async (drawn: Case, origin: string, check: Check): Promise<void> => {
    if (faultOf(check.verdict) === undefined) return;
    const firstSeen: FirstSeen = { origin, milliseconds: elapsed() };
    const value: Case = { notes: [`found in ${origin}`], recipe: drawn.recipe, queries: [check.query] };
    // Before anything else is tried: a run that is killed in the search would lose the case.
    const before = storeFirst(coarseSignature(check.verdict, value)!, value);

    const sighting = await identify(plan, { value, check });
    const coarse = coarseSignature(sighting.check.verdict, sighting.value)!;
    const oracle = (check.oracle ?? sighting.check.oracle)?.name ?? 'no oracle';
    const count: Counted = { oracles: new Set([oracle]), checks: 1 };
    const counted = counts.get(coarse);
    if (counted !== undefined || plan.stored.has(coarse)) {
      if (before !== undefined) dropFinding(before);
      if (counted !== undefined) add(counted, count);
      return;
    }
    counts.set(coarse, count);
    if (before !== undefined) nameFault(before, coarse);
    storedSignatures.add(coarse);
    pending.push({
      coarse,
      stored: before ?? storeFinding(plan.findings, coarse, value),
      firstSeen,
      sighting,
    });
  };

  const reduce = async (): Promise<void> => {
    for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
      const { coarse, stored, firstSeen, sighting } = next;
      if (plan.parties.cancel?.aborted !== true) watcher.reducing?.(pending.length + 1);
      const reduction = Math.min(plan.reduction, Math.max(left, leastReduction));
      const began = performance.now();
      const reduced = await reduceStored({ ...plan, reduction }, stored, firstSeen.origin, sighting);
      left -= performance.now() - began;
      await inTurn(async () => {
        const investigated = await settle(plan, reduced);
        const counted = counts.get(coarse)!;
        const twin = found.get(investigated.signature);
        counts.set(coarse, twin ?? complete({ ...investigated, ...counted, firstSeen }));
        if (twin !== undefined) add(twin, counted);
      });
    }
  };

  let lastTurn: Promise<void> = Promise.resolve();
  /** Settles one finding after the other: of two with one signature, the second one must join what the first one reports. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    lastTurn = lastTurn.then(work);
    return lastTurn;
  };

  const complete = (finding: Finding): Finding => {
    found.set(finding.signature, finding);
    watcher.found(finding);
    return finding;
  };

  return {
    found,
    get pending() {
      return pending.length;
    },
    follow,
    reduce,
  };
}

function add(to: Counted, { oracles, checks }: Counted): void {
  to.checks += checks;
  for (const oracle of oracles) to.oracles.add(oracle);
}
