import { inProcess } from '../../parties/subject/in-process.ts';
import type { WrittenQuery } from '../../parties/written-query.ts';
import type { AnswerAs } from './reasons.ts';

/** The answers of our implementation to a query. */
export function ownAnswers({ query, folder }: WrittenQuery): AnswerAs {
  return profile => {
    const answer = inProcess.answer(query, folder, profile);
    return answer.kind === 'outcome' ? answer.outcome : undefined;
  };
}
