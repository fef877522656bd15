import type { Case } from '../../../generators/recipe/recipe.ts';
import { reduce } from '../reduce/reduce.ts';
import { describeCheck } from '../report/describe-check.ts';
import type { Scratch } from '../scratch/scratch.ts';
import { type StoredFinding, storeFinding, storeReduced, storeReport } from '../store/finding.ts';
import type { Check } from '../verdict/check.ts';
import type { Parties } from '../verdict/parties.ts';
import { findingKind } from '../verdict/signature.ts';
import { shownCheck } from './shown-check.ts';

/** One kind of fault that a campaign has met. */
export interface Finding {
  readonly kind: string;
  readonly stored: StoredFinding;
  /** The names of the oracles that it was met on. */
  readonly oracles: Set<string>;
  /** How many checks showed it. */
  checks: number;
  /** The smallest case so far. */
  smallest: Case;
  /** What people read; complete once reduction has ended. */
  report: string;
}

/** A check that showed a fault of a kind not met before. */
export interface Discovery {
  readonly kind: string;
  /** How to come to the unreduced case again. */
  readonly origin: string;
  readonly value: Case;
  readonly check: Check;
}

/**
 * Stores a discovery, then reduces it on the one oracle and query that showed it, then reports the smallest case that
 * still shows that kind. `register` is called as soon as the finding is on disk, so that others of its kind join it.
 */
export async function investigate(
  parties: Parties,
  scratch: Scratch,
  { findings, reduction }: { readonly findings: string; readonly reduction: number },
  { kind, origin, value, check }: Discovery,
  register: (finding: Finding) => void,
): Promise<void> {
  const single: Case = { notes: [`found in ${origin}`], recipe: value.recipe, queries: [check.query] };
  const oracle = check.oracle?.name ?? 'no oracle';
  const stored = storeFinding(findings, kind, single);
  const finding: Finding = {
    kind,
    stored,
    oracles: new Set([oracle]),
    checks: 1,
    smallest: single,
    report: '',
  };
  register(finding);

  const alone: Parties = { ...parties, oracles: check.oracle === undefined ? [] : [check.oracle] };
  const see = (candidate: Case, say: (shown: Check, folder: string) => string): Promise<string | undefined> =>
    shownCheck(alone, scratch, candidate, (shown, folder) =>
      findingKind(shown.verdict, candidate.recipe) === kind ? say(shown, folder) : undefined,
    );
  const { smallest } = await reduce(
    single,
    async candidate => (await see(candidate, () => kind)) !== undefined,
    { milliseconds: reduction, cancel: parties.cancel },
  );
  finding.smallest = { ...smallest, notes: [`reduced from ${origin}`] };
  storeReduced(stored, kind, finding.smallest);
  finding.report =
    (await see(finding.smallest, (shown, folder) =>
      describeCheck(kind, finding.smallest, shown, folder, stored),
    )) ??
    `${kind}\n${parties.cancel?.aborted ? 'interrupted' : 'not seen again'}; as it was found: ${stored.found}\n`;
  storeReport(stored, finding.report);
}
