import { exitStatusOf } from '../verdict/exit-status.ts';
import type { Verdict } from '../verdict/judge.ts';

/**
 * What a campaign has counted so far. Every check is in exactly one of the counts below `checks`; relations, which ask no
 * oracle, are no checks.
 */
export interface Tally {
  cases: number;
  checks: number;
  /** Matches of all three. */
  matched: number;
  /** Matches of subject and oracle, by the reason why the model abstained. */
  readonly unmodelled: Map<string, number>;
  divergences: number;
  modelErrors: number;
  crashes: number;
  /** No oracle took part. */
  unjudged: number;
  /** Relations that held, by name, and how many were broken. */
  readonly relations: Map<string, number>;
  brokenRelations: number;
  /** By reason; cases that could not be written here are counted by reason as well. */
  readonly skipped: Map<string, number>;
  /** By oracle and kind of error. */
  readonly oracleErrors: Map<string, number>;
  /** The worst so far: 3 before 1 before 0. */
  exitStatus: 0 | 1 | 3;
}

export function emptyTally(): Tally {
  return {
    cases: 0,
    checks: 0,
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
    exitStatus: 0,
  };
}

/** Checks that have to crash before it counts that most do. */
const fewCrashes = 10;

/** Whether most checks of oracles ended in a crash of these: then the others prove little. */
export function crashesMostly({ crashes, checks, skipped }: Tally): boolean {
  return crashes > fewCrashes && crashes > (checks - sumOf(skipped)) / 2;
}

/** The reason by which relations are counted that ask for what their chain doesn't have. */
export const unrelated = 'a relation that says nothing of its chain';

/** Counts one verdict; `oracle` is the name of who was asked. */
export function count(tally: Tally, verdict: Verdict, oracle: string): void {
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
      increment(tally.oracleErrors, `${oracle} ${verdict.error.kind}: ${verdict.error.detail}`);
      break;
  }
}

/** How many checks the counts of a tally's map are of together. */
export function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

/** Counts what was not tried, with the reason that is told. */
export function countSkipped(tally: Tally, reason: string): void {
  increment(tally.skipped, reason);
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
