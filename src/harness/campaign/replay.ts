import { writeRecipe } from '../../../generators/write/write-recipe.ts';
import type { Scratch } from '../scratch/scratch.ts';
import { type EarlierFinding, earlierFindings } from '../store/finding.ts';
import { checkQueries } from '../verdict/check.ts';
import type { Parties } from '../verdict/parties.ts';
import { findingKind } from '../verdict/signature.ts';

/** What became of a finding of an earlier run. */
export interface Replayed {
  readonly finding: EarlierFinding;
  /** The kinds that its case shows now; empty where it passes. */
  readonly kinds: ReadonlySet<string>;
}

/** Checks what earlier runs stored below `root`, before any new case: a phase of its own, not part of a seed's cases. */
export async function replayFindings(parties: Parties, scratch: Scratch, root: string): Promise<Replayed[]> {
  const replayed: Replayed[] = [];
  for (const finding of earlierFindings(root)) {
    if (parties.cancel?.aborted) break;
    replayed.push({ finding, kinds: await kindsOf(finding, parties, scratch) });
  }
  return replayed;
}

async function kindsOf(
  { value }: EarlierFinding,
  parties: Parties,
  scratch: Scratch,
): Promise<ReadonlySet<string>> {
  const folder = scratch.caseFolder();
  try {
    writeRecipe(value.recipe, folder.path);
    const kinds = new Set<string>();
    for await (const check of checkQueries(parties, value.recipe, value.queries, folder.path)) {
      const kind = findingKind(check.verdict, value.recipe);
      if (kind !== undefined) kinds.add(kind);
    }
    return kinds;
  } finally {
    folder.drop();
  }
}
