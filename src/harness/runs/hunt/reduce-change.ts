import type { Case } from '../../../../generators/recipe/recipe.ts';
import { validateCase } from '../../../../generators/recipe/validation/validate-case.ts';
import { WriteError } from '../../../../generators/write/write-error.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { budgetOf } from '../../finding/reduce/budget.ts';
import { reduce } from '../../finding/reduce/reduce.ts';
import type { Lab } from '../../parties/lab.ts';
import { answersToQuery } from './answers.ts';
import { type AnswerChange, answerChanges, type Change } from './change.ts';
import { ownAnswers } from './own-answers.ts';

/** The smallest case that shows a change, and the answers to it on both sides. */
export interface ReducedChange extends Pick<AnswerChange, 'before' | 'after'> {
  readonly value: Case;
}

/** A change that is to be reduced. */
export interface ChangeReduction extends Pick<Change, 'reason' | 'example'> {
  /** How long it may take. */
  readonly milliseconds: number;
}

/**
 * The smallest case in which the programs on both sides of a change differ for the same reason, or what came of the example in
 * the time.
 */
export async function reduceChange(
  { parties, scratch }: Lab,
  { reason, example, milliseconds }: ChangeReduction,
): Promise<ReducedChange> {
  const { name, recipe, query, before, after } = example;
  const shown = new Map<Case, AnswerChange>();
  const oracles = [before.oracle, after.oracle];
  const wanted = JSON.stringify(reason);
  const showsChange = async (candidate: Case): Promise<boolean> => {
    if (validateCase(candidate).kind === 'ill-formed') return false;
    const [candidateQuery = []] = candidate.queries;
    const folder = scratch.caseFolder();
    try {
      writeRecipe(candidate.recipe, folder.path);
      const written = { recipe: candidate.recipe, query: candidateQuery, folder: folder.path };
      const { answers } = await answersToQuery(oracles, written, parties);
      const change = answerChanges(answers, { name, ...written }, ownAnswers(written)).find(({ reasons }) =>
        reasons.some(other => JSON.stringify(other) === wanted),
      );
      if (change !== undefined) shown.set(candidate, change);
      return change !== undefined;
    } catch (error) {
      if (error instanceof WriteError) return false;
      throw error;
    } finally {
      folder.drop();
    }
  };
  const from: Case = { notes: [], recipe, queries: [query] };
  const { smallest: value } = await reduce(from, showsChange, budgetOf(milliseconds, parties.cancel));
  const { before: old, after: changed } = shown.get(value) ?? example;
  return { value, before: old, after: changed };
}
