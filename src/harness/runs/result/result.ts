import type { Coverage } from '../../../../generators/coverage/coverage.ts';
import { coversPairs } from '../../../../generators/coverage/figures.ts';
import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import type { Trait } from '../../../../generators/wish/wish.ts';
import { isKnown } from '../../finding/known.ts';
import type { KnownFinding } from '../../finding/store/known-findings.ts';
import type { FoundOracles } from '../../parties/oracle/find.ts';
import { type Provenance, provenanceOf } from '../../parties/oracle/provenance.ts';
import type { Parties } from '../../parties/parties.ts';
import type { Campaign, Plan, Shard } from '../campaign/campaign.ts';
import { crashesMostly, type Tally } from '../tally.ts';
import type { Preliminary } from './preliminary.ts';
import type { ResultFinding } from './result-finding.ts';

/** What a campaign, or several shards of one, came to: everything that its summary says. */
export interface Result {
  /** The name of what was tested. */
  readonly subject: string;
  readonly seed: number;
  /** What every case has; none: any case. */
  readonly features: readonly Trait[];
  /** The shards that it is made of; one of 1 where it was not divided. */
  readonly shards: readonly Shard[];
  /** The first case that no shard ran. */
  readonly next: number;
  /** Of all shards together: the time that one machine would have taken. */
  readonly milliseconds: number;
  readonly interrupted: boolean;
  /** What was checked before the cases. */
  readonly preliminaries: readonly Preliminary[];
  readonly tally: Tally;
  /** What was met together in queries that were judged. */
  readonly coverage: Coverage;
  readonly findings: readonly ResultFinding[];
  readonly oracles: readonly Provenance[];
  /** Those that didn't answer, and what is wrong with them. */
  readonly lost: FoundOracles['lost'];
}

/** The result of one campaign; `known` are the findings that are expected. */
export function resultOf(
  campaign: Campaign,
  plan: Plan,
  preliminaries: readonly Preliminary[],
  { subject }: Pick<Parties, 'subject'>,
  found: FoundOracles,
  known: readonly KnownFinding[] = [],
): Result {
  const { tally, coverage, next, milliseconds, interrupted } = campaign;
  return {
    subject: subject.name,
    seed: plan.seed,
    features: plan.features,
    shards: [plan.shard],
    next,
    milliseconds,
    interrupted,
    preliminaries,
    tally,
    coverage,
    findings: campaign.findings.map(({ signature, oracles, checks, met, smallest, evidence, report }) => ({
      signature,
      oracles: [...oracles],
      checks,
      met,
      case: printCase(smallest),
      evidence,
      report,
      known: isKnown(known, { signature, oracles }, found),
    })),
    oracles: found.oracles.map(provenanceOf),
    lost: found.lost,
  };
}

/**
 * The exit status that a result asks for: the worst of its parts. A divergence that isn't among the findings is one that
 * was stored before; the preliminaries tell of those. Where all is well but fewer pairs were met than `requiredCoverage` percent
 * it is 3: not enough could be judged. A divergence stays one.
 */
export function resultStatus(
  { preliminaries, tally, findings, lost, coverage }: Result,
  requiredCoverage: number | undefined,
): 0 | 1 | 3 {
  if (lost.length > 0 || tally.exitStatus === 3 || crashesMostly(tally)) return 3;
  if (preliminaries.some(({ outcome }) => outcome === 'failed')) return 1;
  if (tally.exitStatus === 1 && findings.some(({ known, evidence }) => !known && evidence.blame !== 'qemu'))
    return 1;
  return requiredCoverage === undefined || coversPairs(coverage, requiredCoverage) ? 0 : 3;
}
