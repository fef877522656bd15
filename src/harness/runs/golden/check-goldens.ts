import { readFileSync } from 'node:fs';
import type { Query } from '../../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { profileNamed } from '../../../map/profile/profile.ts';
import type { Difference } from '../../answers/difference.ts';
import type { Outcome } from '../../answers/outcome.ts';
import { differenceOfOutcomes } from '../../answers/outcome-difference.ts';
import { withBuffers } from '../../answers/with-buffers.ts';
import { HarnessError } from '../../basics/harness-error.ts';
import { obstacleTo } from '../../files/obstacle.ts';
import type { Scratch } from '../../files/scratch.ts';
import { isHung } from '../../parties/subject/in-process.ts';
import type { InProcess } from '../../parties/subject/subject.ts';
import type { GoldenCase } from './golden-cases.ts';
import { type Golden, parseGolden } from './golden-text.ts';

/** One query of a golden case, checked as one recorded version. */
export interface GoldenCheck {
  readonly query: Query;
  readonly version: string;
  readonly recorded: Outcome;
  readonly verdict:
    | { readonly kind: 'match' }
    | { readonly kind: 'divergence'; readonly difference: Difference; readonly subject: Outcome }
    | { readonly kind: 'skipped'; readonly reason: string };
}

/** The result of one golden case: a check for each query and version, or the obstacle to checking it on this machine. */
export interface GoldenResult {
  readonly name: string;
  readonly obstacle: string | undefined;
  readonly checks: readonly GoldenCheck[];
}

/**
 * Checks the golden cases that `next` gives as `checkGolden` does, perhaps several at once. `done` gets the results in the order
 * of the cases.
 */
export type CheckAll = (
  next: () => GoldenCase | undefined,
  done: (result: GoldenResult) => void,
) => Promise<void>;

/**
 * Checks the subject against the records of golden cases, until `cancel` fires. Once the subject has hung, the remaining
 * cases are skipped and named, because each of them might hang too.
 */
export async function checkGoldens(
  cases: readonly GoldenCase[],
  checkAll: CheckAll,
  cancel: AbortSignal,
): Promise<GoldenResult[]> {
  const results: GoldenResult[] = [];
  const left = cases.values();
  let hung: string | undefined;
  await checkAll(
    () => (cancel.aborted || hung !== undefined ? undefined : left.next().value),
    result => {
      if (hung !== undefined) return;
      results.push(result);
      if (result.checks.some(hangs)) hung = result.name;
    },
  );
  if (hung === undefined || cancel.aborted) return results;
  const obstacle = `not checked, because our map hangs on ${hung}`;
  return [...results, ...cases.slice(results.length).map(({ name }) => ({ name, obstacle, checks: [] }))];
}

function hangs({ verdict }: GoldenCheck): boolean {
  return verdict.kind === 'divergence' && isHung(verdict.subject);
}

/** Checks the subject against the record of one case; needs no qemu-img. After a query that hangs the rest is left out. */
export function checkGolden(golden: GoldenCase, subject: InProcess, scratch: Scratch): GoldenResult {
  const { name, value } = golden;
  const obstacle = obstacleTo(value.recipe, scratch.holes);
  if (obstacle !== undefined) return { name, obstacle, checks: [] };
  const goldens = recordOf(golden);
  const folder = scratch.caseFolder();
  try {
    writeRecipe(value.recipe, folder.path);
    const checks: GoldenCheck[] = [];
    for (const { query, outcomes } of goldens) {
      for (const [version, recorded] of outcomes) {
        const verdict = verdictOn({ query, version, recorded }, subject, folder.path);
        checks.push({ query, version, recorded, verdict });
        if (hangs(checks.at(-1)!)) return { name, obstacle, checks };
      }
    }
    return { name, obstacle, checks };
  } finally {
    folder.drop();
  }
}

/** @throws HarnessError with the name of the case, if its record is damaged or stale */
function recordOf({ name, value, recorded }: GoldenCase): Golden[] {
  try {
    return parseGolden(readFileSync(recorded, 'utf8'), value.queries);
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    throw new HarnessError(error.code, `${name}: ${error.message}`, { next: error.next, cause: error });
  }
}

function verdictOn(
  { query, version, recorded }: Omit<GoldenCheck, 'verdict'>,
  subject: InProcess,
  folder: string,
): GoldenCheck['verdict'] {
  const answer = subject.answer(query, folder, profileNamed(version));
  if (answer.kind === 'unsupported') return { kind: 'skipped', reason: answer.reason };
  const difference = differenceOfOutcomes(answer.outcome, recorded);
  return difference === undefined
    ? { kind: 'match' }
    : { kind: 'divergence', difference, subject: answer.outcome };
}

/** A result that came in a message. */
export function goldenWithBuffers({ checks, ...result }: GoldenResult): GoldenResult {
  return {
    ...result,
    checks: checks.map(({ recorded, verdict, ...check }) => ({
      ...check,
      recorded: withBuffers(recorded),
      verdict:
        verdict.kind === 'divergence' ? { ...verdict, subject: withBuffers(verdict.subject) } : verdict,
    })),
  };
}
