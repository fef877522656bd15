import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Query } from '../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../generators/write/write-recipe.ts';
import { MapParityError } from '../../error.ts';
import { recorded } from '../../profile/profile.ts';
import { ask } from '../oracle/ask.ts';
import type { FoundOracles, Oracle } from '../oracle/find.ts';
import type { Outcome } from '../oracle/outcome.ts';
import type { Scratch } from '../scratch/scratch.ts';
import { normalisedStderr } from '../verdict/normalise.ts';
import { type GoldenCase, goldenCases, goldenFolder, orphanedRecords } from './golden-cases.ts';
import { type Golden, printGolden } from './golden-text.ts';

/** What recording changed on disk. */
export interface Recording {
  readonly cases: number;
  /** Files that are new, changed or removed. */
  readonly changed: readonly string[];
}

/**
 * Records every golden case from the oracles, and from nothing else; a second recording changes no byte. Records of
 * cases that are gone are removed.
 *
 * @throws MapParityError `golden-oracle` where an oracle gives no outcome: a golden holds all recorded versions or none.
 */
export async function recordGoldens({ oracles }: FoundOracles, scratch: Scratch): Promise<Recording> {
  demandAll(oracles);
  const cases = goldenCases();
  const changed: string[] = [];
  for (const golden of cases) {
    const text = printGolden(await outcomesOf(golden, oracles, scratch));
    if (writeIfChanged(golden.recorded, text)) changed.push(golden.recorded);
  }
  for (const orphan of orphanedRecords()) {
    rmSync(join(goldenFolder, 'cases', orphan));
    changed.push(orphan);
  }
  const banners = oracles.map(({ name, banner }) => `${name.padEnd(5)} ${banner}\n`).join('');
  const from = join(goldenFolder, 'recorded-from.txt');
  if (writeIfChanged(from, banners)) changed.push(from);
  return { cases: cases.length, changed };
}

function demandAll(oracles: readonly Oracle[]): void {
  const missing = Object.keys(recorded).filter(version => !oracles.some(oracle => oracle.name === version));
  if (missing.length === 0) return;
  throw new MapParityError('golden-oracle', `no qemu-img ${missing.join(', ')} to record from`, {
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
  if (answer.kind === 'outcome') return { ...answer.outcome, stderr: normalisedStderr(answer.outcome) };
  const why = answer.kind === 'skipped' ? answer.reason : `${answer.error.kind}: ${answer.error.detail}`;
  throw new MapParityError('golden-oracle', `${golden.name}: qemu-img ${oracle.name}: ${why}`, {
    next: 'Nothing of this case was written.',
  });
}

function writeIfChanged(path: string, text: string): boolean {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return false;
  writeFileSync(path, text);
  return true;
}
