import type { Recipe } from '../../../../generators/recipe/recipe.ts';
import type { Difference } from '../../answers/difference.ts';
import { describeCrash } from '../../finding/signature/fault.ts';
import { programName } from '../../parties/program-name.ts';
import type { Check } from '../../verdict/check.ts';
import { queryExplanationLines } from '../explanation/query-explanation.ts';
import { blameText } from '../words/blame-text.ts';
import { differenceLines, type Side } from './difference-lines.ts';
import { brokenLines } from './relation-lines.ts';

/** The lines of one check: one line if all is well; otherwise the blame, both sides at the first difference, and its explanation. */
export function checkLines(recipe: Recipe, check: Check, folder: string): string[] {
  const { verdict } = check;
  const oracle = check.oracle === undefined ? 'the model' : programName(check.query, check.oracle);
  switch (verdict.kind) {
    case 'match':
      return [
        `${oracle}: agrees${verdict.modelled ? ', and the model too' : `; the model abstains: ${verdict.reason}`}`,
      ];
    case 'unjudged':
      return ['no real qemu-img took part; the model agrees'];
    case 'skipped':
      return [`${oracle}: skipped: ${verdict.reason}`];
    case 'oracle-error':
      return [`${oracle}: ${verdict.error.kind}: ${verdict.error.detail}`];
    case 'unanswered':
      return [`${verdict.program}: no answer before the time was up`];
    case 'crash':
      return [`${oracle}: crashed twice by ${describeCrash(verdict)}`];
    case 'model-error':
      return [
        `${oracle}: the model is wrong, ${check.subjectName} and ${oracle} agree: ${verdict.difference.kind}`,
      ];
    case 'holds':
      return [`relation ${verdict.relation.name} holds`];
    case 'unrelated':
      return [`relation ${verdict.relation.name} does not apply to this chain`];
    case 'broken':
      return brokenLines(recipe, verdict.relation, verdict, folder);
    case 'divergence':
      return [
        `${oracle}: diverges, ${blameText[verdict.blame]}`,
        ...bothSides(recipe, check, verdict.difference, folder),
      ];
  }
}

/** Both sides at the first difference, and the explanation of its offset. */
function bothSides(recipe: Recipe, check: Check, difference: Difference, folder: string): string[] {
  const { query, oracle, subjectName, subject, answer } = check;
  const explanation = 'at' in difference ? queryExplanationLines(recipe, query, difference.at, folder) : [];
  if (subject.kind === 'unsupported' || answer === undefined || oracle === undefined) return explanation;
  const ours: Side = {
    name: subjectName,
    outcome: subject.outcome,
    ...(subject.kind === 'adapted' ? { extents: subject.extents } : {}),
  };
  const theirs: Side = { name: programName(query, oracle), outcome: answer };
  return [...differenceLines(difference, ours, theirs), ...explanation];
}
