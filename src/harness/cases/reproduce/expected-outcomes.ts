import type { Case } from '../../../../generators/recipe/recipe.ts';
import type { Profile } from '../../../map/profile/profile.ts';
import type { OracleAnswer } from '../../answers/outcome.ts';
import type { Oracle } from '../../parties/oracle/oracle.ts';
import { queryOracle } from '../../parties/oracle/query-oracle.ts';
import { inProcess } from '../../parties/subject/in-process.ts';
import { type Expectation, type Expected, isForScript } from './expectation.ts';

/** The outcomes of our map, as a version, for a case whose files are in `folder`. */
export function outcomesOfOurMap({ queries }: Case, folder: string, profile: Profile): Expected {
  const maps = queries.filter(isForScript).flatMap((query): Expectation[] => {
    const answer = inProcess.answer(query, folder, profile);
    return answer.kind === 'unsupported' ? [] : [{ query, outcome: answer.outcome }];
  });
  return { from: `map-parity as ${profile.version}`, maps };
}

/** The outcomes of a real qemu-img for a case whose files are in `folder`. Maps without an answer are left out. */
export async function outcomesOfOracle({ queries }: Case, folder: string, oracle: Oracle): Promise<Expected> {
  const maps: Expectation[] = [];
  for (const query of queries.filter(isForScript)) {
    const answer: OracleAnswer = await queryOracle(oracle, query, folder);
    if (answer.kind === 'outcome') maps.push({ query, outcome: answer.outcome });
  }
  return { from: `qemu-img ${oracle.name}`, maps };
}
