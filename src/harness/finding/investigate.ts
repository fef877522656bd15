import type { Case } from '../../../generators/recipe/recipe.ts';
import { type Lab, labFrom } from '../parties/lab.ts';
import type { Oracle } from '../parties/oracle/oracle.ts';
import type { Subject } from '../parties/subject/subject.ts';
import type { Check } from '../verdict/check.ts';
import { budgetOf } from './reduce/budget.ts';
import { firstCheck } from './search/first-check.ts';
import { minimize, signatureOf } from './search/search.ts';
import type { Sighting } from './search/sighting.ts';
import { faultAsTarget } from './search/target.ts';
import { type Evidence, evidenceOf } from './signature/evidence.ts';
import { reducedNote } from './store/case-notes.ts';
import { type StoredFinding, signatureAsFound } from './store/finding-folder.ts';
import { settledPlace, settleFinding, storeReduced } from './store/stored-finding.ts';
import { type VersionsShowing, versionsShowing } from './versions-showing.ts';

/** A lab with all that an investigation needs: where findings go, what one may cost, what is known, and who writes reports. */
export interface Investigation extends Lab {
  /** The folder of findings. */
  readonly findings: string;
  /** Milliseconds that the reduction of one finding may take. */
  readonly reduction: number;
  /** Fine signatures of known findings. A finding matches a known one only by its own difference. */
  readonly known: ReadonlySet<string>;
  /** The oracles that a finding is tried on, to report the versions that show it: those of the run, and all others at hand. */
  readonly atHand: readonly Oracle[];
  /** Makes the report that people read. */
  readonly describe: (reduced: ReducedFinding) => string;
  /** Makes the commands in a stored report anew, for this run. */
  readonly renew: (report: string, stored: StoredFinding, check: Check, subject: Subject) => string;
}

/** A finding whose smallest case stands written in `folder`: what a report is made of. */
export interface ReducedFinding {
  /** The fine form. */
  readonly signature: string;
  readonly smallest: Case;
  readonly check: Check;
  readonly folder: string;
  /** Where it is stored as soon as the report is made. */
  readonly stored: StoredFinding;
  /** The coarse form of the signature of the case as it was found; undefined if that could not be stored. */
  readonly foundAs: string | undefined;
  readonly subject: Subject;
  readonly versions: VersionsShowing;
}

/** What an investigation came to. */
export interface Investigated {
  /** The fine form, of the smallest case. */
  readonly signature: string;
  readonly stored: StoredFinding;
  readonly smallest: Case;
  /** What the smallest case shows. */
  readonly evidence: Evidence;
  /** The report that people read. */
  readonly report: string;
  /** False if `parties.cancel` ended the reduction: the next run goes on with it. */
  readonly complete: boolean;
}

/** A sighting with the place where its case is stored. */
export interface StoredSighting {
  readonly stored: StoredFinding;
  readonly sighting: Sighting;
}

/**
 * Reduces a stored sighting, stores every step, and reports the smallest case. When `parties.cancel` ends it, the finding
 * stays unsettled, and the next run goes on with it.
 *
 * @param origin how to generate the unreduced case again, like `seed 3, case 12`
 */
export async function investigate(
  investigation: Investigation,
  identified: StoredSighting,
  origin: string,
): Promise<Investigated> {
  return settle(investigation, await reduceStored(investigation, identified, origin));
}

/** Reduces a stored sighting, and stores every step: the first part of `investigate`. Several may run at once. */
export async function reduceStored(
  investigation: Pick<Investigation, 'parties' | 'scratch' | 'without' | 'known' | 'reduction'>,
  { stored, sighting }: StoredSighting,
  origin: string,
): Promise<StoredSighting> {
  const { parties, known } = investigation;
  const noted = (value: Case, isComplete = true): Case => ({
    ...value,
    notes: [reducedNote(origin, { isComplete })],
  });
  const keep = (seen: Sighting): void => storeReduced(stored, signatureOf(seen), noted(seen.value));
  const budget = budgetOf(investigation.reduction, parties.cancel);

  const { value, check } = await minimize(
    { ...labFrom(investigation, sighting.value), known, budget, keep },
    sighting,
  );
  const smallest = noted(value, !budget.isSpent());
  storeReduced(stored, signatureOf({ value, check }), smallest);
  return { stored, sighting: { value: smallest, check } };
}

/** Names the folder of a reduced finding for its signature, and writes the report: the second part of `investigate`. */
export async function settle(
  investigation: Investigation,
  { stored, sighting }: StoredSighting,
): Promise<Investigated> {
  const { parties, scratch, findings, atHand, describe } = investigation;
  const { value: smallest, check } = sighting;
  const signature = signatureOf(sighting);
  const evidence = evidenceOf(check)!;
  const interrupted = (): Investigated => {
    const report = `finding: ${signature}\nits reduction was cut off; the next run goes on from ${stored.reduced}\n`;
    return { signature, stored, smallest, evidence, report: withStorage(report, stored), complete: false };
  };
  if (parties.cancel?.aborted) return interrupted();

  const settled = settledPlace(findings, stored, signature);
  const target = faultAsTarget({ parties, scratch }, sighting);
  // Nothing depends on a qemu-img if the finding was seen without one.
  const tried = check.oracle === undefined ? [] : atHand;
  const versions = await versionsShowing({ signature, value: smallest }, tried, { parties, scratch });
  const foundAs = signatureAsFound(stored);
  const described = await firstCheck(target.lab, smallest, (again, folder) =>
    target.matches({ value: smallest, check: again })
      ? describe({
          signature,
          smallest,
          check: again,
          folder,
          stored: settled,
          foundAs,
          subject: parties.subject,
          versions,
        })
      : undefined,
  );
  if (parties.cancel?.aborted) return interrupted();
  const report = described ?? `finding: ${signature}\nnot seen again; as it was found: ${settled.found}\n`;
  settleFinding(stored, settled, report);
  return {
    signature,
    stored: settled,
    smallest,
    evidence,
    report: withStorage(report, settled),
    complete: true,
  };
}

/** A report with a line that says so if the finding could not be stored. */
function withStorage(report: string, { unstored }: StoredFinding): string {
  if (unstored === undefined) return report;
  return `${report}not stored: ${unstored}. Make room there, or name another folder by --findings.\n`;
}
