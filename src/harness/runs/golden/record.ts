import type { Query } from '../../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { recorded } from '../../../map/profile/profile.ts';
import { normalised } from '../../answers/normalise.ts';
import type { Outcome } from '../../answers/outcome.ts';
import { HarnessError } from '../../basics/harness-error.ts';
import type { Scratch } from '../../files/scratch.ts';
import { oraclesHint } from '../../parties/oracle/cache/oracles-hint.ts';
import type { Oracle } from '../../parties/oracle/oracle.ts';
import { queryOracle } from '../../parties/oracle/query-oracle.ts';
import type { GoldenCase } from './golden-cases.ts';
import type { Golden } from './golden-text.ts';
import { type Recording, recordingOf } from './recording.ts';

/**
 * Makes sure that the oracles include every version that each golden case is recorded from.
 *
 * @throws HarnessError `golden-oracle` if one is missing
 */
export function requireAllVersions(oracles: readonly Oracle[]): void {
  const missing = Object.keys(recorded).filter(version => !oracles.some(oracle => oracle.name === version));
  if (missing.length === 0) return;
  throw new HarnessError('golden-oracle', `no qemu-img ${missing.join(', ')} to record from`, {
    next: oraclesHint('see which ones are there by map-parity doctor'),
  });
}

/**
 * The name of an oracle's sections in the records: the short name of a fetched one, otherwise its version, with `-Debian`
 * after it if Debian built it. `profileNamed` understands it.
 */
export function sectionOf({ name, manifest, profile: { version, vendor } }: Oracle): string {
  if (manifest !== undefined) return name;
  return vendor === undefined ? version : `${version}-${vendor}`;
}

/**
 * Makes the record of a golden case from the oracles alone. Writes nothing. Undefined if `cancel` fires before it is complete.
 *
 * @throws HarnessError `golden-oracle` if an oracle crashes or gives no outcome: a golden holds outcomes for all its queries
 */
export async function recordGolden(
  golden: GoldenCase,
  oracles: readonly Oracle[],
  scratch: Scratch,
  cancel?: AbortSignal,
): Promise<Recording | undefined> {
  const goldens = await outcomesOf(golden, oracles, scratch, cancel);
  return goldens && recordingOf(golden, goldens);
}

async function outcomesOf(
  golden: GoldenCase,
  oracles: readonly Oracle[],
  scratch: Scratch,
  cancel: AbortSignal | undefined,
): Promise<Golden[] | undefined> {
  const folder = scratch.caseFolder();
  try {
    writeRecipe(golden.value.recipe, folder.path);
    const goldens: Golden[] = [];
    for (const query of golden.value.queries) {
      const outcomes = new Map<string, Outcome>();
      for (const oracle of oracles) {
        const outcome = await outcomeOf(golden, query, oracle, folder.path, cancel);
        if (outcome === undefined) return undefined;
        outcomes.set(sectionOf(oracle), outcome);
      }
      goldens.push({ query, outcomes });
    }
    return goldens;
  } finally {
    folder.drop();
  }
}

async function outcomeOf(
  golden: GoldenCase,
  query: Query,
  oracle: Oracle,
  folder: string,
  cancel: AbortSignal | undefined,
): Promise<Outcome | undefined> {
  const answer = await queryOracle(oracle, query, folder, {
    recipe: golden.value.recipe,
    ...(cancel !== undefined && { cancel }),
  });
  if (cancel?.aborted) return undefined;
  if (answer.kind === 'outcome' && answer.outcome.end.kind === 'signal')
    throw new HarnessError('golden-oracle', `${golden.name}: qemu-img ${oracle.name} crashes`, {
      next: 'A golden holds no crashes: report this as a bug of qemu.',
    });
  if (answer.kind === 'outcome') return normalised(answer.outcome);
  const why = answer.kind === 'skipped' ? answer.reason : `${answer.error.kind}: ${answer.error.detail}`;
  throw new HarnessError('golden-oracle', `${golden.name}: qemu-img ${oracle.name}: ${why}`, {
    next: 'Nothing of this case was written.',
  });
}
