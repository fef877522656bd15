import { readFileSync } from 'node:fs';
import type { Query } from '../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../generators/write/write-recipe.ts';
import { profileNamed } from '../../profile/profile.ts';
import type { Outcome } from '../oracle/outcome.ts';
import { obstacleTo } from '../scratch/obstacle.ts';
import type { Scratch } from '../scratch/scratch.ts';
import type { InProcess } from '../subject/subject.ts';
import { differenceOfOutcomes } from '../verdict/compare.ts';
import type { Difference } from '../verdict/difference.ts';
import type { GoldenCase } from './golden-cases.ts';
import { parseGolden } from './golden-text.ts';

/** One query of a golden case as one recorded version, and what the subject made of it. */
export interface GoldenCheck {
  readonly query: Query;
  readonly version: string;
  readonly recorded: Outcome;
  readonly verdict:
    | { readonly kind: 'match' }
    | { readonly kind: 'divergence'; readonly difference: Difference; readonly subject: Outcome }
    | { readonly kind: 'skipped'; readonly reason: string };
}

/** What the subject made of one golden case: a check a query and version, or why there is none on this machine. */
export interface GoldenResult {
  readonly name: string;
  readonly obstacle: string | undefined;
  readonly checks: readonly GoldenCheck[];
}

/** Checks the subject against what was recorded; needs no qemu-img. */
export function checkGolden(
  { name, value, recorded }: GoldenCase,
  subject: InProcess,
  scratch: Scratch,
): GoldenResult {
  const obstacle = obstacleTo(value.recipe, scratch.fitness);
  if (obstacle !== undefined) return { name, obstacle, checks: [] };
  const goldens = parseGolden(readFileSync(recorded, 'utf8'), value.queries);
  const folder = scratch.caseFolder();
  try {
    writeRecipe(value.recipe, folder.path);
    const checks = goldens.flatMap(({ query, outcomes }) =>
      [...outcomes].map(([version, outcome]) => ({
        query,
        version,
        recorded: outcome,
        verdict: verdictOn(query, version, outcome, subject, folder.path),
      })),
    );
    return { name, obstacle, checks };
  } finally {
    folder.drop();
  }
}

function verdictOn(
  query: Query,
  version: string,
  recorded: Outcome,
  subject: InProcess,
  folder: string,
): GoldenCheck['verdict'] {
  const answer = subject.ask(query, folder, profileNamed(version));
  if (answer.kind === 'unsupported') return { kind: 'skipped', reason: answer.reason };
  const difference = differenceOfOutcomes(answer.outcome, recorded);
  return difference === undefined
    ? { kind: 'match' }
    : { kind: 'divergence', difference, subject: answer.outcome };
}
