import type { Recipe } from '../../../generators/recipe/recipe.ts';
import type { Difference } from '../answers/difference.ts';
import { programName } from '../parties/program-name.ts';
import type { Check } from '../verdict/check.ts';
import { behindLines } from './behind-lines.ts';
import { differenceLines, type Side } from './difference-lines.ts';
import { brokenLines } from './relation-lines.ts';

/** What came of one check: one line where all is well; else who is to blame, what each says, and what stands behind it. */
export function checkLines(recipe: Recipe, check: Check, folder: string): string[] {
  const { verdict } = check;
  const oracle = check.oracle === undefined ? 'the model' : programName(check.query, check.oracle);
  switch (verdict.kind) {
    case 'match':
      return [
        `${oracle}: agrees${verdict.modelled ? ', and so does the model' : `; the model abstains: ${verdict.reason}`}`,
      ];
    case 'unjudged':
      return ['no real qemu-img took part; the model says nothing else'];
    case 'skipped':
      return [`${oracle}: skipped: ${verdict.reason}`];
    case 'oracle-error':
      return [`${oracle}: ${verdict.error.kind}: ${verdict.error.detail}`];
    case 'crash':
      return [`${oracle}: crashed by ${verdict.signal}, twice`];
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
        `${oracle}: diverges, blame ${verdict.blame}`,
        ...shownDifference(check, verdict.difference, folder),
      ];
  }
}

function shownDifference(check: Check, difference: Difference, folder: string): string[] {
  const { query, oracle, subjectName, subject, answer } = check;
  const place = 'at' in difference ? behindLines(query, difference.at, folder) : [];
  if (subject.kind === 'unsupported' || answer === undefined || oracle === undefined) return place;
  const ours: Side = {
    name: subjectName,
    outcome: subject.outcome,
    ...(subject.kind === 'reading' ? { extents: subject.extents } : {}),
  };
  const theirs: Side = { name: programName(query, oracle), outcome: answer };
  return [...differenceLines(difference, ours, theirs), ...place];
}
