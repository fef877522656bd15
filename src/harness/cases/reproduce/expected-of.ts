import type { Case } from '../../../../generators/recipe/recipe.ts';
import type { Profile } from '../../../map/profile/profile.ts';
import type { OracleAnswer } from '../../answers/outcome.ts';
import type { Oracle } from '../../parties/oracle/oracle.ts';
import { queryOracle } from '../../parties/oracle/query-oracle.ts';
import { inProcess } from '../../parties/subject/in-process.ts';
import { type Expectation, type Expected, isForScript } from './expectation.ts';

/** What our own map says, as a version does, of a case that is written in `folder`. */
export function expectedOfOurs({ queries }: Case, folder: string, profile: Profile): Expected {
  const maps = queries.filter(isForScript).flatMap((query): Expectation[] => {
    const answer = inProcess.answer(query, folder, profile);
    return answer.kind === 'unsupported' ? [] : [{ query, outcome: answer.outcome }];
  });
  return { by: `map-parity as ${profile.version}`, maps };
}

/** What a real qemu-img says of it. A map that it gives no answer to is left out. */
export async function expectedOfOracle({ queries }: Case, folder: string, oracle: Oracle): Promise<Expected> {
  const maps: Expectation[] = [];
  for (const query of queries.filter(isForScript)) {
    const answer: OracleAnswer = await queryOracle(oracle, query, folder);
    if (answer.kind === 'outcome') maps.push({ query, outcome: answer.outcome });
  }
  return { by: `qemu-img ${oracle.name}`, maps };
}
