import type { Case } from '../../../../generators/recipe/recipe.ts';
import type { Scratch } from '../../files/scratch.ts';
import type { Parties } from '../../parties/parties.ts';
import { describeCheck } from '../../report/describe-check.ts';
import { type Evidence, evidenceOf } from '../evidence.ts';
import { type Budget, budgetOf } from '../reduce/budget.ts';
import { fineSignature } from '../signature/signature.ts';
import { type StoredFinding, settleFinding, storeReduced, storeReport } from '../store.ts';
import { sameFaultAs } from './same-fault.ts';
import { shownCheck } from './shown-check.ts';
import { sightingsWithLess } from './sightings-with-less.ts';
import { smallestSighting } from './smallest-sighting.ts';
import { onlyOn, type Sighting, tellingSighting } from './telling-sighting.ts';

/** What became of a sighting. */
export interface Investigated {
  /** The fine form, of the smallest case. */
  readonly signature: string;
  readonly stored: StoredFinding;
  readonly smallest: Case;
  /** What the smallest case shows. */
  readonly evidence: Evidence;
  /** What people read. */
  readonly report: string;
}

/** What the note of a case says behind its origin where time was up: its signature may have more than the fault takes. */
export const unfinished = ', as far as its time allowed';

/** How a finding is reduced, and where it goes. */
export interface Investigation {
  readonly findings: string;
  /** Milliseconds that the reduction of one finding may take. */
  readonly reduction: number;
  /** Signatures of known findings, in their fine form: nothing else may be taken for one of those. */
  readonly known: ReadonlySet<string>;
}

/**
 * Reduces a stored sighting, and reports the smallest case. Every step is stored. Where `parties.cancel` ends it, the
 * finding stays unsettled, and the next run goes on with it.
 *
 * @param origin how to come to the unreduced case again
 */
export async function investigate(
  parties: Parties,
  scratch: Scratch,
  plan: Investigation,
  stored: StoredFinding,
  origin: string,
  sighting: Sighting,
): Promise<Investigated> {
  const keep = (seen: Sighting): void => storeReduced(stored, signatureOf(seen), noted(seen.value));
  const noted = (smaller: Case, remark = ''): Case => ({
    ...smaller,
    notes: [`reduced from ${origin}${remark}`],
  });
  const budget = budgetOf(plan.reduction, parties.cancel);
  const { value, check } = await smallestOf(parties, scratch, plan.known, sighting, budget, keep);
  const smallest = noted(value, budget.isSpent() ? unfinished : '');
  const signature = signatureOf({ value, check });
  const evidence = evidenceOf(check)!;
  storeReduced(stored, signature, smallest);
  if (parties.cancel?.aborted) {
    const report = `finding: ${signature}\ninterrupted while it was reduced; the next run goes on from ${stored.reduced}\n`;
    return { signature, stored, smallest, evidence, report };
  }
  const { stored: settled, joined } = settleFinding(plan.findings, stored, signature);
  const isSame = sameFaultAs(parties, { value, check });
  const seen = await shownCheck(onlyOn(check, parties), scratch, smallest, (shown, folder) =>
    isSame({ value: smallest, check: shown })
      ? describeCheck(signature, smallest, shown, folder, settled, parties.subject)
      : undefined,
  );
  const report = seen ?? `finding: ${signature}\nnot seen again; as it was found: ${settled.found}\n`;
  if (!joined) storeReport(settled, report);
  return { signature, stored: settled, smallest, evidence, report };
}

/**
 * The smallest case of the same difference; then, as long as that comes to what was not there yet, of a difference that shows
 * with less around it. So a fault that shows in several fields comes down to one.
 */
async function smallestOf(
  parties: Parties,
  scratch: Scratch,
  known: Investigation['known'],
  sighting: Sighting,
  budget: Budget,
  keep: (smaller: Sighting) => void,
): Promise<Sighting> {
  const barred = new Set(known);
  const next = async (from: Sighting): Promise<Sighting | undefined> => {
    for await (const less of sightingsWithLess(parties, scratch, from, budget)) {
      const { smallest, complete } = await smallestSighting(parties, scratch, less, budget, () => {});
      // Half reduced it could be a known finding's, and nobody could tell.
      if (complete && !barred.has(signatureOf(smallest))) return smallest;
    }
    return undefined;
  };
  let { smallest } = await smallestSighting(parties, scratch, sighting, budget, keep);
  // What was in the way of being told in JSON may be gone: a window that shows a fault of its own there.
  const told = await tellingSighting(parties, scratch, smallest);
  if (told !== smallest) ({ smallest } = await smallestSighting(parties, scratch, told, budget, keep));
  for (;;) {
    barred.add(signatureOf(smallest));
    const smaller = await next(smallest);
    if (smaller === undefined) return smallest;
    smallest = smaller;
    keep(smallest);
  }
}

function signatureOf({ value, check }: Sighting): string {
  return fineSignature(check.verdict, value)!;
}
