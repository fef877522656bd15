import type { Case } from '../../../../generators/recipe/recipe.ts';
import { validateCase } from '../../../../generators/recipe/validation/validate-case.ts';
import { WriteError } from '../../../../generators/write/write-error.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { budgetOf } from '../../finding/reduce/budget.ts';
import { reduce } from '../../finding/reduce/reduce.ts';
import type { Lab } from '../../parties/lab.ts';
import { answersToQuery } from './answers.ts';
import { answerChanges, type Change } from './change.ts';
import { ownAnswers } from './own-answers.ts';

/**
 * The smallest case in which the programs on both sides of a change differ for the same reason, or what came of the example in
 * this time, in milliseconds.
 */
export async function reduceChange(
  { parties, scratch }: Lab,
  { reason, example }: Change,
  milliseconds: number,
): Promise<Case> {
  const { name, recipe, query, before, after } = example;
  const oracles = [before.oracle, after.oracle];
  const wanted = JSON.stringify(reason);
  const showsChange = async (candidate: Case): Promise<boolean> => {
    if (validateCase(candidate).kind === 'ill-formed') return false;
    const [candidateQuery = []] = candidate.queries;
    const folder = scratch.caseFolder();
    try {
      writeRecipe(candidate.recipe, folder.path);
      const written = { recipe: candidate.recipe, query: candidateQuery, folder: folder.path };
      const { answers } = await answersToQuery(oracles, written, parties.cancel);
      return answerChanges(answers, { name, ...written }, ownAnswers(written)).some(({ reasons }) =>
        reasons.some(other => JSON.stringify(other) === wanted),
      );
    } catch (error) {
      if (error instanceof WriteError) return false;
      throw error;
    } finally {
      folder.drop();
    }
  };
  const from: Case = { notes: [], recipe, queries: [query] };
  return (await reduce(from, showsChange, budgetOf(milliseconds, parties.cancel))).smallest;
}
