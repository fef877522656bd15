import { columnAt } from '../../../../generators/recipe/cells/column.ts';
import type { Case, Recipe } from '../../../../generators/recipe/recipe.ts';
import type { Verdict } from '../../verdict/judge.ts';
import { attributesOf } from './attributes.ts';
import { bordersAt } from './borders.ts';
import { passesLimit } from './describe-difference.ts';
import { faultOf } from './fault.ts';
import { chainOf, decidingState, placeOf } from './place.ts';

/**
 * The coarse form of a signature, for a case with one query before its reduction: the fault, the state that decides at the
 * first differing byte, the borders there, and the damaged fields. Sightings with the same coarse form are taken for one fault,
 * and reduced once.
 */
export function coarseSignature(verdict: Verdict, value: Case): string | undefined {
  const fault = faultOf(verdict);
  if (fault === undefined) return undefined;
  const recipe = chainOf(value);
  const at = placeOf(verdict);
  if (at === undefined) return fault + damage(recipe, verdict);
  return `${fault} in ${decidingState(verdict, value)}${borders(recipe, at)}${damage(recipe, verdict)}`;
}

/**
 * The fine form of a signature, for a reduced case with one query. It is the identity of a finding: the fault, the column at
 * the first differing byte, the column before it, and everything that the reduction could not take away. Never versions, seeds,
 * offsets and sizes.
 */
export function fineSignature(verdict: Verdict, value: Case): string | undefined {
  const fault = faultOf(verdict);
  if (fault === undefined) return undefined;
  const recipe = chainOf(value);
  const at = placeOf(verdict);
  const words = attributesOf(recipe, value.queries[0] ?? []);
  // A damaged byte fixes the host offsets of a chain.
  const attributes = list(', with ', namesAssertion(verdict) ? words.filter(word => word !== 'at') : words);
  if (at === undefined) return fault + attributes + damage(recipe, verdict);
  const after = at > 0n ? `, after ${columnText(recipe, at - 1n)}` : '';
  return `${fault} in ${columnText(recipe, at)}${after}${borders(recipe, at)}${attributes}${damage(recipe, verdict)}`;
}

/** A column in words, like `unallocated/data`: top first, neighbours in the same state once. */
function columnText(recipe: Recipe, at: bigint): string {
  return columnAt(recipe, at)
    .filter((state, depth, column) => state !== column[depth - 1])
    .join('/');
}

function borders(recipe: Recipe, at: bigint): string {
  return list(', at ', bordersAt(recipe, at));
}

/** Whether a verdict is a crash by an assertion that the program named. */
function namesAssertion(verdict: Verdict): boolean {
  return verdict.kind === 'crash' && verdict.assertion !== undefined;
}

/**
 * The edited fields, each once, without their places. None when one side refuses with a message, or crashes by an assertion that
 * it names. That identifies the fault by itself: the same bad entry can come from an edit of its own, of a table that leads to
 * it, or of its bytes. None when a side hangs or floods either: each such answer takes all its time, and a search for one fault after
 * the other would take a campaign for itself.
 */
function damage({ layers }: Recipe, verdict: Verdict): string {
  if (namesAssertion(verdict)) return '';
  if ('difference' in verdict && passesLimit(verdict.difference)) return '';
  if ('difference' in verdict && 'message' in verdict.difference && verdict.difference.message.trim() !== '')
    return '';
  const edited = layers.flatMap(({ edits = [] }) =>
    edits.map(edit => (edit.field === 'header' ? `header.${edit.name}` : edit.field)),
  );
  return list(', damaged ', [...new Set(edited)].toSorted());
}

function list(before: string, words: readonly string[]): string {
  return words.length === 0 ? '' : before + words.join(', ');
}
