import { writeRecipe } from '../../../generators/write/write-recipe.ts';
import { differenceOfOutcomes } from '../answers/outcome-difference.ts';
import type { Scratch } from '../files/scratch.ts';
import { type Facility, facilities } from './facilities.ts';
import { probeLimits } from './fit-profile.ts';
import type { Oracle } from './oracle/oracle.ts';
import { queryOracle } from './oracle/query-oracle.ts';
import { inProcess } from './subject/in-process.ts';

/**
 * The facilities that a program lacks: it refuses their probes, in words that say so, and our map as its profile doesn't. So a
 * version that never had one doesn't lack it, and a build that fails on a probe in another way is still checked. After a probe
 * without an answer, as of a program that hangs, no other is tried.
 */
export async function lackingIn(oracle: Oracle, scratch: Scratch, cancel?: AbortSignal): Promise<Facility[]> {
  const lacking: Facility[] = [];
  for (const facility of facilities) {
    const probed = await probe(facility, oracle, scratch, cancel);
    if (probed === 'without an answer') break;
    if (probed === 'lacking') lacking.push(facility);
  }
  return lacking;
}

async function probe(
  { probe: { recipe, queries }, refusal }: Facility,
  oracle: Oracle,
  scratch: Scratch,
  cancel: AbortSignal | undefined,
): Promise<'there' | 'lacking' | 'without an answer'> {
  const [query] = queries as [(typeof queries)[number]];
  const folder = scratch.caseFolder();
  try {
    writeRecipe(recipe, folder.path);
    const options = { limits: probeLimits, ...(cancel !== undefined && { cancel }) };
    const answer = await queryOracle(oracle, query, folder.path, options);
    if (answer.kind === 'error') return answer.error.kind === 'hung' ? 'without an answer' : 'there';
    if (answer.kind !== 'outcome') return 'there';
    const { stdout, stderr } = answer.outcome;
    if (!refusal.test(`${stdout}${stderr}`)) return 'there';
    const ours = inProcess.answer(query, folder.path, oracle.profile);
    const differs =
      ours.kind === 'outcome' && differenceOfOutcomes(ours.outcome, answer.outcome) !== undefined;
    return differs ? 'lacking' : 'there';
  } finally {
    folder.drop();
  }
}
