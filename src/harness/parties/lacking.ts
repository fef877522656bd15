import { writeRecipe } from '../../../generators/write/write-recipe.ts';
import { differenceOfOutcomes } from '../answers/outcome-difference.ts';
import type { Scratch } from '../files/scratch.ts';
import { type Facility, facilities } from './facilities.ts';
import type { Oracle } from './oracle/oracle.ts';
import { queryOracle } from './oracle/query-oracle.ts';
import { inProcess } from './subject/in-process.ts';

/**
 * The facilities that a program lacks: it refuses their probes, in words that say so, and our map as its profile doesn't. So a
 * version that never had one doesn't lack it, and a build that fails on a probe in another way is still checked.
 */
export async function lackingIn(oracle: Oracle, scratch: Scratch, cancel?: AbortSignal): Promise<Facility[]> {
  const lacking: Facility[] = [];
  for (const facility of facilities) {
    if (await isLacking(facility, oracle, scratch, cancel)) lacking.push(facility);
  }
  return lacking;
}

async function isLacking(
  { probe: { recipe, queries }, refusal }: Facility,
  oracle: Oracle,
  scratch: Scratch,
  cancel: AbortSignal | undefined,
): Promise<boolean> {
  const [query] = queries as [(typeof queries)[number]];
  const folder = scratch.caseFolder();
  try {
    writeRecipe(recipe, folder.path);
    const answer = await queryOracle(oracle, query, folder.path, cancel === undefined ? {} : { cancel });
    if (answer.kind !== 'outcome' || !refusal.test(answer.outcome.stderr.toString())) return false;
    const ours = inProcess.answer(query, folder.path, oracle.profile);
    return ours.kind === 'outcome' && differenceOfOutcomes(ours.outcome, answer.outcome) !== undefined;
  } finally {
    folder.drop();
  }
}
