import type { CheckFeature } from '../../../../generators/coverage/check-features.ts';
import type { Coverage } from '../../../../generators/coverage/coverage.ts';
import { coversPairs } from '../../../../generators/coverage/figures.ts';
import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import type { Trait } from '../../../../generators/wish/wish.ts';
import { isKnown } from '../../finding/known.ts';
import type { KnownFinding } from '../../finding/store/known-findings.ts';
import type { FoundOracles } from '../../parties/oracle/find-oracles.ts';
import { type Provenance, provenanceOf } from '../../parties/oracle/provenance.ts';
import type { Campaign, Plan, Shard } from '../campaign/campaign.ts';
import { crashesMostly, judgedIn, type Tally } from '../tally.ts';
import type { Preliminary } from './preliminary.ts';
import type { ResultFinding } from './result-finding.ts';

/** The result of a campaign or of several shards of one: everything that its summary needs. */
export interface Result {
  /** The name of the subject. */
  readonly subject: string;
  readonly seed: number;
  /** Features that every case has; none: any case. */
  readonly features: readonly Trait[];
  /** Features and options that were left out. */
  readonly without: readonly CheckFeature[];
  /** The shards in this result; one of one if the campaign wasn't divided. */
  readonly shards: readonly Shard[];
  /** The first case that no shard ran. */
  readonly next: number;
  /** The sum of all shards: the time that one machine would take. */
  readonly milliseconds: number;
  /** A signal ended it early. */
  readonly interrupted: boolean;
  /** The time was up before all planned cases were done. */
  readonly timeUp: boolean;
  /** The checks before the cases. */
  readonly preliminaries: readonly Preliminary[];
  readonly tally: Tally;
  /** Coverage of the queries that were judged. */
  readonly coverage: Coverage;
  readonly findings: readonly ResultFinding[];
  readonly oracles: readonly Provenance[];
  /** The oracles that didn't answer, and what is wrong with them. */
  readonly lost: FoundOracles['lost'];
}

/** What surrounds a campaign. */
export interface ResultContext {
  readonly preliminaries: readonly Preliminary[];
  /** The oracles of the campaign, and those that didn't answer. */
  readonly found: FoundOracles;
  /** Absent: no finding is known. */
  readonly known?: readonly KnownFinding[];
}

/** Makes the result of one campaign. */
export function resultOf(
  campaign: Campaign,
  plan: Plan,
  { preliminaries, found, known = [] }: ResultContext,
): Result {
  const { tally, coverage, next, milliseconds, interrupted, timeUp } = campaign;
  return {
    subject: plan.parties.subject.name,
    seed: plan.seed,
    features: plan.features,
    without: plan.without ?? [],
    shards: [plan.shard],
    next,
    milliseconds,
    interrupted,
    timeUp,
    preliminaries,
    tally,
    coverage,
    findings: campaign.findings.map(
      ({ signature, oracles, checks, firstSeen, smallest, evidence, report, complete }) => ({
        signature,
        oracles: [...oracles],
        checks,
        met: firstSeen,
        case: printCase(smallest),
        evidence,
        report,
        known: isKnown(known, { signature, oracles, smallest }, found),
        complete,
      }),
    ),
    oracles: found.oracles.map(provenanceOf),
    lost: found.lost,
  };
}

/**
 * The exit status of a result: the worst of its parts. A divergence or crash that isn't among the findings was stored before; the
 * preliminaries contain it. Without a divergence the status is 3 if fewer than `requiredCoverage` percent of the pairs are
 * covered, because too little was judged, or if nothing was.
 */
export function resultStatus(result: Result, requiredCoverage: number | undefined): 0 | 1 | 3 {
  const { preliminaries, tally, findings, lost, coverage } = result;
  if (lost.length > 0 || tally.exitStatus === 3 || crashesMostly(tally)) return 3;
  if (preliminaries.some(({ outcome }) => outcome === 'failed')) return 1;
  if (tally.exitStatus === 1 && findings.some(({ known }) => !known)) return 1;
  if (checkedNothing(result)) return 3;
  return requiredCoverage === undefined || coversPairs(coverage, requiredCoverage) ? 0 : 3;
}

/**
 * Whether the result proves nothing: the time was up before any case of the seed was done, or all checks were skipped. A shard
 * may have no case that can be checked, since the others have theirs.
 */
export function checkedNothing({ tally, shards, timeUp }: Result): boolean {
  const isPart = shards.length < shards[0]!.count;
  if (timeUp) return tally.cases === 0 || judgedIn(tally) === 0;
  return judgedIn(tally) === 0 && !isPart;
}
