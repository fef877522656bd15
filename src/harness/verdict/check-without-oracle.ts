import { newest } from '../../map/profile/profile.ts';
import type { Parties } from '../parties/parties.ts';
import type { WrittenQuery } from '../parties/written-query.ts';
import type { Check } from './check.ts';
import { judgeWithoutOracle } from './judge.ts';

/** Checks a query without an oracle: the answer as the newest profile, against the model. */
export async function checkWithoutOracle(
  parties: Parties,
  { recipe, query, folder }: WrittenQuery,
): Promise<Check> {
  const subject = await parties.subject.answer(query, folder, newest, parties);
  const prediction = parties.predict(recipe, query, newest.version, parties.host);
  return {
    query,
    oracle: undefined,
    verdict: judgeWithoutOracle(prediction, subject),
    subjectName: parties.subject.name,
    subject,
    answer: undefined,
  };
}
