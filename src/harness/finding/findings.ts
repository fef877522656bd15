import type { Case } from '../../../generators/recipe/recipe.ts';
import type { Check } from '../verdict/check.ts';
import { type Investigated, type Investigation, investigate } from './investigate.ts';
import { identify } from './search/search.ts';
import type { Sighting } from './search/sighting.ts';
import { coarseSignature, faultOf } from './signature/signature.ts';
import { type StoredFinding, storeFinding } from './store/stored-finding.ts';

/** One fault that a campaign has met. */
export interface Finding extends Investigated, Counted {
  readonly met: FirstMet;
}

/** Where and when a fault showed for the first time. */
export interface FirstMet {
  /** How to come to the case again, like `seed 3, case 12`. */
  readonly origin: string;
  /** Since the search began, pauses left out. */
  readonly milliseconds: number;
}

interface Counted {
  /** The names of the oracles that it was met on. */
  readonly oracles: Set<string>;
  /** How many checks showed it. */
  checks: number;
}

/** Where findings go, what their reduction may cost, and what is there already. */
export interface FindingsPlan extends Investigation {
  /** Milliseconds that all reductions may take, and then each the least; absent: no limit but that of each. */
  readonly reductions?: number;
  /** Coarse signatures of findings that are stored already: they are counted, and not stored and reduced anew. */
  readonly stored: ReadonlySet<string>;
}

/**
 * Milliseconds that each reduction may take, whatever the others took: enough for the smallest chains, in which most faults show.
 * A subject with forty faults would keep a campaign of a minute for ten.
 */
const leastReduction = 2_000;

/** For those to whom nothing is stored or known. */
export const nothingBefore: Pick<FindingsPlan, 'stored' | 'known'> = { stored: new Set(), known: new Set() };

/** Told of findings. */
export interface FindingsWatcher {
  /** Something is reduced now; so many sightings, with it, have to be. */
  reducing?(left: number): void;
  /** A finding is complete. */
  found(finding: Finding): void;
}

/** The distinct faults of a campaign. */
export interface Findings {
  /** By their signatures, in the order in which their reduction ended. */
  readonly found: ReadonlyMap<string, Finding>;
  /** How many sightings have to be reduced yet. */
  readonly pending: number;
  /** Takes in a check: nothing where it shows no fault. `origin` says how to come to the case again. */
  follow(drawn: Case, origin: string, check: Check): Promise<void>;
  /** Reduces what was followed since the last time, one after the other; what calls it twice has two at once. */
  reduce(): Promise<void>;
}

/** What is stored and has to be reduced. */
interface Pending {
  readonly coarse: string;
  readonly stored: StoredFinding;
  readonly met: FirstMet;
  readonly sighting: Sighting;
}

/**
 * Tells the checks of a campaign apart by the faults that they show. Of each coarse signature the first is stored at once
 * and reduced later, further ones are counted; of those that come down to one fine signature, all are one finding, of
 * which the watcher is told once.
 *
 * @param elapsed milliseconds since the search began
 */
export function gatherFindings(
  plan: FindingsPlan,
  watcher: FindingsWatcher,
  elapsed: () => number,
): Findings {
  const found = new Map<string, Finding>();
  const alike = new Map<string, Counted>();
  const pending: Pending[] = [];
  let left = plan.reductions ?? Number.POSITIVE_INFINITY;

  const follow = async (drawn: Case, origin: string, check: Check): Promise<void> => {
    if (faultOf(check.verdict) === undefined) return;
    const met: FirstMet = { origin, milliseconds: elapsed() };
    const value: Case = { notes: [`found in ${origin}`], recipe: drawn.recipe, queries: [check.query] };
    const sighting = await identify(plan, { value, check });
    const coarse = coarseSignature(sighting.check.verdict, sighting.value)!;
    if (plan.stored.has(coarse)) return;
    const oracle = (check.oracle ?? sighting.check.oracle)?.name ?? 'no oracle';
    const known = alike.get(coarse);
    if (known !== undefined) return add(known, { oracles: new Set([oracle]), checks: 1 });
    alike.set(coarse, { oracles: new Set([oracle]), checks: 1 });
    pending.push({ coarse, stored: storeFinding(plan.findings, coarse, sighting.value), met, sighting });
  };

  const reduce = async (): Promise<void> => {
    for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
      const { coarse, stored, met, sighting } = next;
      if (plan.parties.cancel?.aborted !== true) watcher.reducing?.(pending.length + 1);
      const reduction = Math.min(plan.reduction, Math.max(left, leastReduction));
      const began = performance.now();
      const allowed = { ...plan, reduction };
      const investigated = await investigate(allowed, stored, met.origin, sighting);
      left -= performance.now() - began;
      const counted = alike.get(coarse)!;
      const twin = found.get(investigated.signature);
      alike.set(coarse, twin ?? join({ ...investigated, ...counted, met }));
      if (twin !== undefined) add(twin, counted);
    }
  };

  const join = (finding: Finding): Finding => {
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
