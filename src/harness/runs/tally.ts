import { exitStatusOf } from '../verdict/exit-status.ts';
import type { Verdict } from '../verdict/judge.ts';
import { addFeatureCounts, type FeatureCount } from './feature-counts.ts';
import { addError, addErrorCounts, type ErrorCount } from './oracle-errors.ts';

/**
 * The counts of a campaign so far. Every check is in exactly one of the counts below `checks`. A relation needs no oracle and
 * doesn't count as a check.
 */
export interface Tally {
  cases: number;
  checks: number;
  /** How many of the checks are of goldens, which are no cases of the seed. */
  goldenChecks: number;
  /** Subject, model and oracle agree. */
  matched: number;
  /** Subject and oracle agree and the model abstains: by its reason. */
  readonly unmodelled: Map<string, number>;
  /** Subject and oracle differ. */
  divergences: number;
  /** Subject and oracle agree, and the model differs. */
  modelErrors: number;
  /** The oracle crashed twice. */
  crashes: number;
  /** No oracle took part. */
  unjudged: number;
  /** Relations that hold, by name. */
  readonly relations: Map<string, number>;
  /** Relations that are broken. */
  brokenRelations: number;
  /** Skipped checks, and cases that can't be written on this host: by reason. */
  readonly skipped: Map<string, number>;
  /** By oracle and error, like `7.2 hung: no end within 30 s`. */
  readonly oracleErrors: Map<string, ErrorCount>;
  /** Checks that a program hung in until the time was up: by program and origin of the case. */
  readonly unanswered: Map<string, number>;
  /** By feature of the chain, and by option of the query for a subject that takes arguments. */
  readonly features: Map<string, FeatureCount>;
  /** The worst exit status so far: 3, 1 or 0. */
  exitStatus: 0 | 1 | 3;
}

/** A tally without any counts. */
export function emptyTally(): Tally {
  return {
    cases: 0,
    checks: 0,
    goldenChecks: 0,
    matched: 0,
    unmodelled: new Map(),
    divergences: 0,
    modelErrors: 0,
    crashes: 0,
    unjudged: 0,
    relations: new Map(),
    brokenRelations: 0,
    skipped: new Map(),
    oracleErrors: new Map(),
    unanswered: new Map(),
    features: new Map(),
    exitStatus: 0,
  };
}

/** Up to this many crashes never count as most of the checks. */
const fewCrashes = 10;

/** Whether oracles crashed in most of their checks: then the other checks prove little. */
export function crashesMostly({ crashes, checks, skipped }: Tally): boolean {
  return crashes > fewCrashes && crashes > (checks - sumOf(skipped)) / 2;
}

/** The reason of skipped relations whose chain lacks what they need. */
export const unrelated = 'a relation that does not apply to its chain';

/** The case of a check. */
export interface CheckedCase {
  /** How to generate it again. */
  readonly origin: string;
  /** Its place among all cases of the run. */
  readonly at: number;
  /** Prints it with the query of the check. */
  readonly text: () => string;
}

/** Counts one verdict; `oracle` is the name of the oracle. */
export function count(
  tally: Tally,
  verdict: Verdict,
  oracle: string,
  { origin, at, text }: CheckedCase,
): void {
  if (!('relation' in verdict)) tally.checks += 1;
  const status = exitStatusOf(verdict);
  if (status > tally.exitStatus) tally.exitStatus = status;
  switch (verdict.kind) {
    case 'match':
      if (verdict.modelled) tally.matched += 1;
      else increment(tally.unmodelled, verdict.reason);
      break;
    case 'divergence':
      tally.divergences += 1;
      break;
    case 'model-error':
      tally.modelErrors += 1;
      break;
    case 'crash':
      tally.crashes += 1;
      break;
    case 'unjudged':
      tally.unjudged += 1;
      break;
    case 'holds':
      increment(tally.relations, verdict.relation.name);
      break;
    case 'broken':
      tally.brokenRelations += 1;
      break;
    case 'unrelated':
      countSkipped(tally, unrelated);
      break;
    case 'skipped':
      countSkipped(tally, verdict.reason);
      break;
    case 'oracle-error':
      addError(tally.oracleErrors, `${oracle} ${verdict.error.kind}: ${verdict.error.detail}`, {
        times: 1,
        oracle,
        example: { origin, at, case: text() },
      });
      break;
    case 'unanswered':
      increment(tally.unanswered, `${verdict.program} in ${origin}`);
      break;
  }
}

/** How many answers were judged, by an oracle or by the model. Relations are between our own maps, and judge no answer. */
export function judgedIn({
  matched,
  unmodelled,
  divergences,
  modelErrors,
  crashes,
  unjudged,
}: Tally): number {
  return matched + sumOf(unmodelled) + divergences + modelErrors + crashes + unjudged;
}

/** The sum of the counts of a map. */
export function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

/** Counts a skipped check or case under its reason. */
export function countSkipped(tally: Tally, reason: string): void {
  increment(tally.skipped, reason);
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The sum of two tallies. */
export function addTallies(left: Tally, right: Tally): Tally {
  const sum = (key: NumberKey): number => left[key] + right[key];
  return {
    cases: sum('cases'),
    checks: sum('checks'),
    goldenChecks: sum('goldenChecks'),
    matched: sum('matched'),
    unmodelled: addCounts(left.unmodelled, right.unmodelled),
    divergences: sum('divergences'),
    modelErrors: sum('modelErrors'),
    crashes: sum('crashes'),
    unjudged: sum('unjudged'),
    relations: addCounts(left.relations, right.relations),
    brokenRelations: sum('brokenRelations'),
    skipped: addCounts(left.skipped, right.skipped),
    oracleErrors: addErrorCounts(left.oracleErrors, right.oracleErrors),
    unanswered: addCounts(left.unanswered, right.unanswered),
    features: addFeatureCounts(left.features, right.features),
    exitStatus: left.exitStatus > right.exitStatus ? left.exitStatus : right.exitStatus,
  };
}

type NumberKey = { [Key in keyof Tally]: Tally[Key] extends number ? Key : never }[keyof Tally];

/** The sum of two counts, by key. */
export function addCounts(
  left: ReadonlyMap<string, number>,
  right: ReadonlyMap<string, number>,
): Map<string, number> {
  const sums = new Map(left);
  for (const [key, count] of right) sums.set(key, (sums.get(key) ?? 0) + count);
  return sums;
}
