import type { Query } from '../../../../generators/recipe/recipe.ts';
import { inProcess } from '../../parties/subject/in-process.ts';
import type { AnswerAs } from './reasons.ts';

/** The answers of our implementation to a query on the chain in a folder. */
export function ownAnswers(query: Query, folder: string): AnswerAs {
  return profile => {
    const answer = inProcess.answer(query, folder, profile);
    return answer.kind === 'outcome' ? answer.outcome : undefined;
  };
}
