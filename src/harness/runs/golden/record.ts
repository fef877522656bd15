import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Query } from '../../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { recorded } from '../../../map/profile/profile.ts';
import { normalisedStderr } from '../../answers/normalise.ts';
import type { Outcome } from '../../answers/outcome.ts';
import { HarnessError } from '../../basics/harness-error.ts';
import type { Scratch } from '../../files/scratch.ts';
import { writeWhole } from '../../files/write-whole.ts';
import { ask } from '../../parties/oracle/ask.ts';
import type { Oracle } from '../../parties/oracle/find.ts';
import { type GoldenCase, goldenFolder } from './golden-cases.ts';
import { type Golden, parseGolden, printGolden } from './golden-text.ts';

/** What the real qemu-imgs say now to a golden case, beside what was recorded. */
export interface Recording {
  readonly golden: GoldenCase;
  readonly goldens: readonly Golden[];
  readonly text: string;
  /** Nothing is recorded, or for other queries; the same; or something else, which a person has to look at. */
  readonly state: { readonly kind: 'new' | 'same' } | { readonly kind: 'changed'; readonly before: Golden[] };
}

/**
 * Asks the oracles, and nothing else, what a golden case's record has to be. Writes nothing.
 *
 * @throws HarnessError `golden-oracle` where an oracle crashes or gives no outcome: a golden holds all recorded versions or none.
 */
export async function recordGolden(
  golden: GoldenCase,
  oracles: readonly Oracle[],
  scratch: Scratch,
): Promise<Recording> {
  demandAll(oracles);
  const goldens = await outcomesOf(golden, oracles, scratch);
  const text = printGolden(goldens);
  return { golden, goldens, text, state: stateOf(golden, text) };
}

function stateOf({ recorded, value }: GoldenCase, text: string): Recording['state'] {
  if (!existsSync(recorded)) return { kind: 'new' };
  const before = readFileSync(recorded, 'utf8');
  if (before === text) return { kind: 'same' };
  try {
    return { kind: 'changed', before: parseGolden(before, value.queries) };
  } catch (error) {
    if (error instanceof HarnessError && error.code === 'golden-stale') return { kind: 'new' };
    throw error;
  }
}

/** Writes a record; all of it or nothing. */
export function writeRecord({ golden, text }: Recording): void {
  writeWhole(golden.recorded, text);
}

/** Writes which exact versions the records are from; true where that is news. All records have to be theirs. */
export function writeRecordedFrom(oracles: readonly Oracle[]): boolean {
  const text = oracles.map(({ name, banner }) => `${name.padEnd(5)} ${banner}\n`).join('');
  const path = join(goldenFolder, 'recorded-from.txt');
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return false;
  writeWhole(path, text);
  return true;
}

function demandAll(oracles: readonly Oracle[]): void {
  const missing = Object.keys(recorded).filter(version => !oracles.some(oracle => oracle.name === version));
  if (missing.length === 0) return;
  throw new HarnessError('golden-oracle', `no qemu-img ${missing.join(', ')} to record from`, {
    next: 'Run ci/oracles, which fetches them; see map-parity doctor.',
  });
}

async function outcomesOf(
  golden: GoldenCase,
  oracles: readonly Oracle[],
  scratch: Scratch,
): Promise<Golden[]> {
  const folder = scratch.caseFolder();
  try {
    writeRecipe(golden.value.recipe, folder.path);
    const goldens: Golden[] = [];
    for (const query of golden.value.queries) {
      const outcomes = new Map<string, Outcome>();
      for (const oracle of oracles)
        outcomes.set(oracle.name, await outcomeOf(golden, query, oracle, folder.path));
      goldens.push({ query, outcomes });
    }
    return goldens;
  } finally {
    folder.drop();
  }
}

async function outcomeOf(golden: GoldenCase, query: Query, oracle: Oracle, folder: string): Promise<Outcome> {
  const answer = await ask(oracle, query, folder);
  if (answer.kind === 'outcome' && answer.outcome.end.kind === 'signal')
    throw new HarnessError('golden-oracle', `${golden.name}: qemu-img ${oracle.name} crashes`, {
      next: 'A golden holds answers: this is for a bug report.',
    });
  if (answer.kind === 'outcome') return { ...answer.outcome, stderr: normalisedStderr(answer.outcome) };
  const why = answer.kind === 'skipped' ? answer.reason : `${answer.error.kind}: ${answer.error.detail}`;
  throw new HarnessError('golden-oracle', `${golden.name}: qemu-img ${oracle.name}: ${why}`, {
    next: 'Nothing of this case was written.',
  });
}
