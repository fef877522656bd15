import type { NamedCase } from '../named-case.ts';
import { type Change, Changes } from './change.ts';
import type { ComparedCase } from './compare-case.ts';

/** The result of a hunt. */
export interface Hunt {
  readonly cases: number;
  readonly queries: number;
  /** Queries that at least two oracles answered. */
  readonly compared: number;
  /** Queries with the same answer from all oracles that gave one. */
  readonly unanimous: number;
  readonly changes: readonly Change[];
  /** Queries without an answer: how often, by reason. */
  readonly missing: ReadonlyMap<string, number>;
  /** A program failed, so that changes may be missing. */
  readonly failed: boolean;
}

/**
 * Compares the cases that `next` gives as `compareCase` does, perhaps several at once. `done` gets what they come to, in the
 * order of the cases.
 */
export type CompareAll = (
  next: () => NamedCase | undefined,
  done: (compared: ComparedCase) => void,
) => Promise<void>;

/**
 * Asks every oracle every query of the cases, and sorts the differences between one oracle and the next into distinct
 * changes. When `cancel` fires it ends early, with the result so far. `progress` gets the numbers of cases and changes so
 * far.
 */
export async function hunt(
  compareAll: CompareAll,
  cases: Iterable<NamedCase>,
  progress: (cases: number, changes: number) => void,
  cancel?: AbortSignal,
): Promise<Hunt> {
  const counted = { cases: 0, queries: 0, compared: 0, unanimous: 0, failed: false };
  const changes = new Changes();
  const missing = new Map<string, number>();
  const left = cases[Symbol.iterator]();
  await compareAll(
    () => (cancel?.aborted ? undefined : left.next().value),
    compared => {
      counted.cases += 1;
      counted.queries += compared.queries;
      counted.compared += compared.compared;
      counted.unanimous += compared.unanimous;
      counted.failed ||= compared.failed;
      for (const reason of compared.missing) missing.set(reason, (missing.get(reason) ?? 0) + 1);
      for (const answerChange of compared.changes) changes.add(answerChange);
      progress(counted.cases, changes.count);
    },
  );
  return { ...counted, changes: changes.inOrder(), missing };
}
