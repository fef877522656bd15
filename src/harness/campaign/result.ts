import { readFileSync, writeFileSync } from 'node:fs';
import type { Trait } from '../../../generators/arbitrary/wish.ts';
import type { Coverage } from '../../../generators/coverage/coverage.ts';
import { coversPairs } from '../../../generators/coverage/figures.ts';
import { MapParityError } from '../../error.ts';
import { strerror } from '../../file/strerror.ts';
import type { FoundOracles } from '../oracle/find.ts';
import type { KnownFinding } from '../store/known-findings.ts';
import type { Parties } from '../verdict/parties.ts';
import type { Campaign, Plan, Shard } from './campaign.ts';
import { type CoverageText, coverageOfText, coverageText } from './coverage-text.ts';
import { isKnown } from './known.ts';
import { emptyTally, type Tally } from './tally.ts';

/** One finding in a result, by value. */
export interface ResultFinding {
  readonly signature: string;
  readonly oracles: readonly string[];
  readonly checks: number;
  readonly report: string;
  /** It is expected, and fails nothing. */
  readonly known: boolean;
}

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
  /** The worst exit status of what came before the cases: goldens and stored findings. */
  readonly before: 0 | 1;
  readonly tally: Tally;
  /** What was met together in queries that were judged. */
  readonly coverage: Coverage;
  readonly findings: readonly ResultFinding[];
  /** The banners of the oracles, and what is wrong with those that didn't answer. */
  readonly oracles: readonly { readonly name: string; readonly banner: string }[];
  readonly lost: FoundOracles['lost'];
}

/** The result of one campaign; `known` are the findings that are expected. */
export function resultOf(
  campaign: Campaign,
  plan: Plan,
  before: 0 | 1,
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
    before,
    tally,
    coverage,
    findings: campaign.findings.map(({ signature, oracles, checks, report }) => ({
      signature,
      oracles: [...oracles],
      checks,
      report,
      known: isKnown(known, { signature, oracles }, found),
    })),
    oracles: found.oracles.map(({ name, banner }) => ({ name, banner })),
    lost: found.lost,
  };
}

/**
 * The exit status that a result asks for: the worst of its parts. A divergence that isn't among the findings is one that
 * was stored before; `before` tells of those. Where all is well but fewer pairs were met than `requiredCoverage` percent
 * it is 3: not enough could be judged. A divergence stays one.
 */
export function resultStatus(
  { before, tally, findings, lost, coverage }: Result,
  requiredCoverage: number | undefined,
): 0 | 1 | 3 {
  if (lost.length > 0 || tally.exitStatus === 3) return 3;
  if (before === 1) return 1;
  if (tally.exitStatus === 1 && findings.some(({ known }) => !known)) return 1;
  return requiredCoverage === undefined || coversPairs(coverage, requiredCoverage) ? 0 : 3;
}

const format = 'map-parity result 2';

/** Writes a result where another machine can read it. */
export function writeResult(path: string, result: Result): void {
  const replacer = (_key: string, value: unknown): unknown =>
    value instanceof Map ? Object.fromEntries(value) : value;
  writeFileSync(
    path,
    `${JSON.stringify({ format, ...result, coverage: coverageText(result.coverage) }, replacer, 1)}\n`,
  );
}

/**
 * Reads what `writeResult` wrote.
 *
 * @throws MapParityError `bad-file` where it can't be read or is no result
 */
export function readResult(path: string): Result {
  try {
    const { format: found, ...result } = JSON.parse(readFileSync(path, 'utf8')) as Omit<
      Result,
      'coverage'
    > & {
      format: string;
      coverage: CoverageText;
    };
    if (found !== format) throw new Error('not a result of this version of map-parity');
    const { relations, skipped, oracleErrors } = result.tally;
    const tally: Tally = {
      ...emptyTally(),
      ...result.tally,
      relations: new Map(Object.entries(relations)),
      skipped: new Map(Object.entries(skipped)),
      oracleErrors: new Map(Object.entries(oracleErrors)),
    };
    return { ...result, tally, coverage: coverageOfText(result.coverage) };
  } catch (cause) {
    throw new MapParityError('bad-file', `${path}: ${strerror(cause) ?? (cause as Error).message}`, {
      cause,
    });
  }
}
