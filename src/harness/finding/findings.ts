import type { Case } from '../../../generators/recipe/recipe.ts';
import type { Check } from '../verdict/check.ts';
import { addSightings, type Finding, type FirstSeen, type SightingCount } from './finding.ts';
import { type Investigation, reduceStored, type StoredSighting, settle } from './investigate.ts';
import { unsharedRefusalsOf } from './search/misreading.ts';
import { dropFinding, nameFault } from './store/stored-finding.ts';
import { type Identified, storeAndIdentify } from './store-and-identify.ts';

/** How a campaign gathers findings. */
export interface FindingsPlan extends Investigation {
  /** Milliseconds that all reductions together may take; then each gets the least. Absent: no limit but that of each. */
  readonly reductions?: number;
  /** Coarse signatures of findings that earlier runs stored. Their sightings are neither kept nor reduced again. */
  readonly stored: ReadonlySet<string>;
  /** Fine signatures of findings that earlier runs stored. What reduces to one of them is no new finding. Absent: none. */
  readonly storedFine?: ReadonlySet<string>;
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

/**
 * Reduces a stored sighting somewhere.
 *
 * @param reduction milliseconds that it may take
 * @param origin as of `FirstSeen`
 */
export type Reduce = (sighting: StoredSighting, reduction: number, origin: string) => Promise<StoredSighting>;

/** A sighting that waits for its reduction. */
interface Pending {
  readonly coarse: string;
  readonly firstSeen: FirstSeen;
  readonly identified: StoredSighting;
  /** As of `add`. */
  readonly at: number;
}

/**
 * The distinct faults that the checks of a campaign show. Of the sightings with one coarse signature the first one is reduced
 * later, and further ones are counted. Sightings that reduce to the same fine signature are one finding, and the watcher is
 * notified of it once. The first one is that of the first case, and reports come in the order of cases: which thread was
 * quickest decides neither, unless a case takes so long that a pause doesn't wait for it.
 */
export class Findings {
  readonly #plan: FindingsPlan;
  readonly #watcher: FindingsWatcher;
  readonly #elapsed: () => number;
  readonly #found = new Map<string, Finding>();
  /** By coarse signature: what was counted so far, which is the finding itself as soon as there is one. */
  readonly #counts = new Map<string, SightingCount>();
  /** Findings of which nothing but a refusal is wrong, by its words. Further sightings in the same words need no reduction. */
  readonly #refusals = new Map<string, Finding>();
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
  async record(value: Case, origin: string, check: Check): Promise<void> {
    const identified = await storeAndIdentify(this.#plan, value, origin, check);
    if (identified !== undefined) this.add(identified, origin);
  }

  /**
   * Counts what `storeAndIdentify` has made of a check.
   *
   * @param at the place of its case among all cases. Sightings may come in any order.
   */
  add({ coarse, oracle, stored, sighting }: Identified, origin: string, at = 0): void {
    const firstSeen: FirstSeen = { origin, milliseconds: this.#elapsed() };
    const pending: Pending = { coarse, firstSeen, identified: { stored, sighting }, at };
    const isFirst = this.#isFirst(coarse, { oracles: new Set([oracle]), checks: 1 });
    const later = this.#pending.findIndex(other => other.coarse === coarse && other.at > at);
    if (isFirst || later >= 0) nameFault(stored, coarse);
    else dropFinding(stored);
    if (isFirst) this.#pending.push(pending);
    else if (later >= 0) dropFinding(this.#pending.splice(later, 1, pending)[0]!.identified.stored);
  }

  /**
   * Reduces what is pending, one sighting after the other. Two calls reduce two at once.
   *
   * @param isEnough whether what is found by then is enough: the rest stays pending
   */
  async reduce(reduce: Reduce = this.#reduceHere, isEnough?: () => boolean): Promise<void> {
    this.#pending.sort((one, other) => one.at - other.at);
    for (let next = this.#pending.shift(); next !== undefined; next = this.#pending.shift()) {
      if (this.#isSameRefusal(next)) continue;
      if (this.#plan.parties.cancel?.aborted !== true) this.#watcher.reducing?.(this.pending + 1);
      const reduced = this.#reduceOne(next, reduce);
      this.#settleInTurn(next, reduced);
      await reduced;
      if (isEnough === undefined) continue;
      await this.#lastSettled;
      if (isEnough()) return;
    }
    await this.#lastSettled;
  }

  /** Counts a sighting. Whether its coarse signature is new, to this run and to earlier ones. */
  #isFirst(coarse: string, count: SightingCount): boolean {
    if (this.#plan.stored.has(coarse)) return false;
    const counted = this.#counts.get(coarse);
    if (counted === undefined) this.#counts.set(coarse, count);
    else addSightings(counted, count);
    return counted === undefined;
  }

  /** Counts a sighting whose refusal is that of a finding. */
  #isSameRefusal({ coarse, identified }: Pending): boolean {
    const refusals = unsharedRefusalsOf(identified.sighting);
    const twin = refusals.map(({ words }) => this.#refusals.get(words)).find(found => found !== undefined);
    if (twin === undefined) return false;
    dropFinding(identified.stored);
    addSightings(twin, this.#counts.get(coarse)!);
    this.#counts.set(coarse, twin);
    return true;
  }

  readonly #reduceHere: Reduce = (sighting, reduction, origin) =>
    reduceStored({ ...this.#plan, reduction }, sighting, origin);

  async #reduceOne({ firstSeen, identified }: Pending, reduce: Reduce): Promise<StoredSighting> {
    const reduction = Math.min(this.#plan.reduction, Math.max(this.#left, leastReduction));
    const began = performance.now();
    const reduced = await reduce(identified, reduction, firstSeen.origin);
    this.#left -= performance.now() - began;
    return reduced;
  }

  /** Settles one finding after the other: of two with one signature, the second one must join what the first one reports. */
  #settleInTurn(pending: Pending, reduced: Promise<StoredSighting>): void {
    const turn = Promise.all([reduced, this.#lastSettled]);
    this.#lastSettled = turn.then(([seen]) => this.#settle(pending, seen));
    // Whoever waits for it is told of its failure; nobody may be waiting yet.
    this.#lastSettled.catch(() => {});
  }

  async #settle({ coarse, firstSeen }: Pending, reduced: StoredSighting): Promise<void> {
    const investigated = await settle(this.#plan, reduced);
    const counted = this.#counts.get(coarse)!;
    if (this.#plan.storedFine?.has(investigated.signature)) return;
    const twin = this.#found.get(investigated.signature);
    if (twin === undefined) this.#complete({ ...investigated, ...counted, firstSeen }, coarse);
    else {
      addSightings(twin, counted);
      this.#counts.set(coarse, twin);
    }
    if (this.#plan.known.has(investigated.signature)) return;
    for (const { words, isAlone } of unsharedRefusalsOf(reduced.sighting))
      if (isAlone) this.#refusals.set(words, this.#found.get(investigated.signature)!);
  }

  #complete(finding: Finding, coarse: string): void {
    this.#counts.set(coarse, finding);
    this.#found.set(finding.signature, finding);
    this.#watcher.found(finding);
  }
}
