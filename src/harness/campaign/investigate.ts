import type { Case } from '../../../generators/recipe/recipe.ts';
import { reduce } from '../reduce/reduce.ts';
import { describeCheck } from '../report/describe-check.ts';
import { type Evidence, evidenceOf } from '../report/evidence.ts';
import type { Scratch } from '../scratch/scratch.ts';
import { type StoredFinding, settleFinding, storeReduced, storeReport } from '../store/finding.ts';
import type { Check } from '../verdict/check.ts';
import type { Parties } from '../verdict/parties.ts';
import { faultOf, fineSignature } from '../verdict/signature.ts';
import { sameFaultAs } from './same-fault.ts';
import { shownCheck } from './shown-check.ts';
import { onlyOn, type Sighting } from './telling-sighting.ts';

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

/**
 * Reduces a stored sighting on the one oracle and query that showed it, and reports the smallest case that still shows
 * the same difference, decided by the same state or a plainer one. Every step is stored. Where `parties.cancel` ends it,
 * the finding stays unsettled, and the next run goes on with it.
 *
 * @param origin how to come to the unreduced case again
 */
export async function investigate(
  parties: Parties,
  scratch: Scratch,
  { findings, reduction }: { readonly findings: string; readonly reduction: number },
  stored: StoredFinding,
  origin: string,
  sighting: Sighting,
): Promise<Investigated> {
  const { value, check } = sighting;
  const alone = onlyOn(check, parties);
  let isSame = sameFaultAs(parties, sighting);
  const see = <T>(candidate: Case, say: (shown: Check, folder: string) => T): Promise<T | undefined> =>
    shownCheck(alone, scratch, candidate, (shown, folder) =>
      isSame(shown, candidate) ? say(shown, folder) : undefined,
    );
  let signature = fineSignature(check.verdict, value)!;
  let evidence = evidenceOf(check)!;
  const noted = (smaller: Case): Case => ({ ...smaller, notes: [`reduced from ${origin}`] });
  const keeps = async (candidate: Case): Promise<boolean> => {
    const shown = await see(candidate, seen => seen);
    if (shown === undefined) return false;
    // Once the model has a say it keeps it.
    if (faultOf(shown.verdict) !== faultOf(check.verdict))
      isSame = sameFaultAs(parties, { value: candidate, check: shown });
    signature = fineSignature(shown.verdict, candidate)!;
    evidence = evidenceOf(shown)!;
    storeReduced(stored, signature, noted(candidate));
    return true;
  };
  const reduced = await reduce(value, keeps, { milliseconds: reduction, cancel: parties.cancel });
  const smallest = noted(reduced.smallest);
  storeReduced(stored, signature, smallest);
  if (parties.cancel?.aborted) {
    const report = `finding: ${signature}\ninterrupted while it was reduced; the next run goes on from ${stored.reduced}\n`;
    return { signature, stored, smallest, evidence, report };
  }
  const { stored: settled, joined } = settleFinding(findings, stored, signature);
  const seen = await see(smallest, (shown, folder) =>
    describeCheck(signature, smallest, shown, folder, settled, parties.subject),
  );
  const report = seen ?? `finding: ${signature}\nnot seen again; as it was found: ${settled.found}\n`;
  if (!joined) storeReport(settled, report);
  return { signature, stored: settled, smallest, evidence, report };
}
