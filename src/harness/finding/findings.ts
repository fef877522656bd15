import type { Case } from '../../../generators/recipe/recipe.ts';
import type { Check } from '../verdict/check.ts';
import { addSightings, type Finding, type FirstSeen, type SightingCount } from './finding.ts';
import { type Investigation, reduceStored, type StoredSighting, settle } from './investigate.ts';
import { identify } from './search/search.ts';
import { coarseSignature } from './signature/signature.ts';
import { foundNote } from './store/case-notes.ts';
import { dropFinding, nameFault, storeFinding } from './store/stored-finding.ts';

/** How a campaign gathers findings. */
export interface FindingsPlan extends Investigation {
  /** Milliseconds that all reductions together may take; then each gets the least. Absent: no limit but that of each. */
  readonly reductions?: number;
  /** Coarse signatures of findings that earlier runs stored. Their sightings are neither kept nor reduced again. */
  readonly stored: ReadonlySet<string>;
}

/** For a run that knows of no earlier findings. */
export const nothingBefore: Pick<FindingsPlan, 'stored' | 'known'> = { stored: new Set(), known: new Set() };

/** Is notified of findings. */
export interface FindingsWatcher {
  /** A reduction begins. `left` is how many remain, this one included. */
  reducing?(left: number): void;
  /** A finding is complete. */
  found(finding: Finding): void;
}

/**
 * Milliseconds that each reduction may take even when `reductions` is spent: enough for the smallest chains, in which most
 * faults show. A subject with forty faults would otherwise keep a campaign of a minute for ten.
 */
const leastReduction = 2_000;

/** A sighting that waits for its reduction. */
interface Pending {
  readonly coarse: string;
  readonly firstSeen: FirstSeen;
  readonly identified: StoredSighting;
}

/**
 * The distinct faults that the checks of a campaign show. Of the sightings with one coarse signature the first one is reduced
 * later, and further ones are counted. Sightings that reduce to the same fine signature are one finding, and the watcher is
 * notified of it once.
 */
export class Findings {
  readonly #plan: FindingsPlan;
  readonly #watcher: FindingsWatcher;
  readonly #elapsed: () => number;
  readonly #found = new Map<string, Finding>();
  /** By coarse signature: what was counted so far, which is the finding itself as soon as there is one. */
  readonly #counts = new Map<string, SightingCount>();
  readonly #pending: Pending[] = [];
  /** Milliseconds that reductions may still take. */
  #left: number;
  #lastSettled: Promise<void> = Promise.resolve();

  /** @param elapsed milliseconds since the campaign began */
  constructor(plan: FindingsPlan, watcher: FindingsWatcher, elapsed: () => number) {
    this.#plan = plan;
    this.#watcher = watcher;
    this.#elapsed = elapsed;
    this.#left = plan.reductions ?? Number.POSITIVE_INFINITY;
  }

  /** By fine signature, in the order in which their reduction ended. */
  get found(): ReadonlyMap<string, Finding> {
    return this.#found;
  }

  /** How many sightings wait for their reduction. */
  get pending(): number {
    return this.#pending.length;
  }

  /**
   * Stores, identifies and counts what a check shows; nothing when it shows no fault.
   *
   * @param origin as of `FirstSeen`
   */
  async record({ recipe }: Case, origin: string, check: Check): Promise<void> {
    const value: Case = { notes: [foundNote(origin)], recipe, queries: [check.query] };
    const coarseAsFound = coarseSignature(check.verdict, value);
    if (coarseAsFound === undefined) return;
    const firstSeen: FirstSeen = { origin, milliseconds: this.#elapsed() };
    // Before anything else is tried: a run that is killed in the search would lose the case. Not even a signature that is
    // stored already makes it needless, since different faults may have the same one until they are identified.
    const stored = storeFinding(this.#plan.findings, coarseAsFound, value);

    const sighting = await identify(this.#plan, { value, check });
    const coarse = coarseSignature(sighting.check.verdict, sighting.value)!;
    const oracle = (check.oracle ?? sighting.check.oracle)?.name ?? 'no oracle';
    if (this.#isFirst(coarse, { oracles: new Set([oracle]), checks: 1 })) {
      nameFault(stored, coarse);
      this.#pending.push({ coarse, firstSeen, identified: { stored, sighting } });
    } else dropFinding(stored);
  }

  /** Reduces what is pending, one sighting after the other. Two calls reduce two at once. */
  async reduce(): Promise<void> {
    for (let next = this.#pending.shift(); next !== undefined; next = this.#pending.shift()) {
      if (this.#plan.parties.cancel?.aborted !== true) this.#watcher.reducing?.(this.pending + 1);
      const reduced = await this.#reduceOne(next);
      await this.#settleInTurn(next, reduced);
    }
  }

  /** Counts a sighting. Whether its coarse signature is new, to this run and to earlier ones. */
  #isFirst(coarse: string, count: SightingCount): boolean {
    if (this.#plan.stored.has(coarse)) return false;
    const counted = this.#counts.get(coarse);
    if (counted === undefined) this.#counts.set(coarse, count);
    else addSightings(counted, count);
    return counted === undefined;
  }

  async #reduceOne({ firstSeen, identified }: Pending): Promise<StoredSighting> {
    const reduction = Math.min(this.#plan.reduction, Math.max(this.#left, leastReduction));
    const began = performance.now();
    const reduced = await reduceStored({ ...this.#plan, reduction }, identified, firstSeen.origin);
    this.#left -= performance.now() - began;
    return reduced;
  }

  /** Settles one finding after the other: of two with one signature, the second one must join what the first one reports. */
  #settleInTurn(pending: Pending, reduced: StoredSighting): Promise<void> {
    this.#lastSettled = this.#lastSettled.then(() => this.#settle(pending, reduced));
    return this.#lastSettled;
  }

  async #settle({ coarse, firstSeen }: Pending, reduced: StoredSighting): Promise<void> {
    const investigated = await settle(this.#plan, reduced);
    const counted = this.#counts.get(coarse)!;
    const twin = this.#found.get(investigated.signature);
    if (twin === undefined) this.#complete({ ...investigated, ...counted, firstSeen }, coarse);
    else {
      addSightings(twin, counted);
      this.#counts.set(coarse, twin);
    }
  }

  #complete(finding: Finding, coarse: string): void {
    this.#counts.set(coarse, finding);
    this.#found.set(finding.signature, finding);
    this.#watcher.found(finding);
  }
}
