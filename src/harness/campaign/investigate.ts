import type { Case } from '../../../generators/recipe/recipe.ts';
import { validateCase } from '../../../generators/recipe/validation/validate-case.ts';
import { WriteError } from '../../../generators/write/write-error.ts';
import { writeRecipe } from '../../../generators/write/write-recipe.ts';
import { reduce } from '../reduce/reduce.ts';
import { describeCheck } from '../report/describe-check.ts';
import type { Scratch } from '../scratch/scratch.ts';
import { type StoredFinding, storeFinding, storeReduced, storeReport } from '../store/finding.ts';
import { type Check, checkQueries } from '../verdict/check.ts';
import type { Parties } from '../verdict/parties.ts';
import { findingKind } from '../verdict/signature.ts';

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
  const { smallest } = await reduce(
    single,
    async candidate => (await showsKind(alone, scratch, candidate, kind)) !== undefined,
    { milliseconds: reduction, cancel: parties.cancel },
  );
  finding.smallest = { ...smallest, notes: [`reduced from ${origin}`] };
  storeReduced(stored, kind, finding.smallest);
  finding.report =
    (await showsKind(alone, scratch, finding.smallest, kind, (shown, folder) =>
      describeCheck(kind, finding.smallest, shown, folder, stored),
    )) ??
    `${kind}\n${parties.cancel?.aborted ? 'interrupted' : 'not seen again'}; as it was found: ${stored.found}\n`;
  storeReport(stored, finding.report);
}

/** What `see` says of the check of a case that shows a kind; undefined where none does, or the case can't be written. */
async function showsKind(
  parties: Parties,
  scratch: Scratch,
  candidate: Case,
  kind: string,
  see: (check: Check, folder: string) => string = () => kind,
): Promise<string | undefined> {
  if (validateCase(candidate).kind === 'ill-formed') return undefined;
  const folder = scratch.caseFolder();
  try {
    writeRecipe(candidate.recipe, folder.path);
    for await (const check of checkQueries(parties, candidate.recipe, candidate.queries, folder.path)) {
      if (findingKind(check.verdict, candidate.recipe) === kind) return see(check, folder.path);
    }
    return undefined;
  } catch (error) {
    if (error instanceof WriteError) return undefined;
    throw error;
  } finally {
    folder.drop();
  }
}
