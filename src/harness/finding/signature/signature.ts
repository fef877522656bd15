import type { Case, Recipe } from '../../../../generators/recipe/recipe.ts';
import type { Difference } from '../../answers/difference.ts';
import { requestsContext } from '../../parties/oracle/nbd-query.ts';
import type { Verdict } from '../../verdict/judge.ts';
import type { RelationDifference } from '../../verdict/relations/relation.ts';
import { attributesOf } from './attributes.ts';
import { bordersAt } from './borders.ts';
import { type ColumnState, columnAt, decidingStateOf } from './column.ts';
import { mappedChain } from './mapped-chain.ts';

/**
 * What a verdict that is a finding shows: blame and difference, without place and numbers: `subject: field depth`.
 * Undefined for verdicts that are no findings.
 */
export function faultOf(verdict: Verdict): string | undefined {
  switch (verdict.kind) {
    case 'divergence':
      return `${verdict.blame}: ${describeDifference(verdict.difference)}`;
    case 'model-error':
      return `model: ${describeDifference(verdict.difference)}`;
    case 'crash':
      return `qemu: crash ${verdict.signal}`;
    case 'broken':
      return `relation ${verdict.relation.name}: ${describeRelationDifference(verdict.difference)}`;
    default:
      return undefined;
  }
}

/** Of a fault who is to blame, or the relation that is broken. */
export function culpritOf(verdict: Verdict): string | undefined {
  return faultOf(verdict)?.split(':', 1)[0];
}

/**
 * The coarse form of a signature, of a case with one query as it was met: the fault, the state that decides at the differing byte, the
 * borders there, and the damaged fields. What agrees in it is taken for one fault, and reduced once.
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
 * The fine form, of a reduced case with one query: the identity of a finding. The whole column down to the state that
 * decides, the column before it, and all that the case has which reduction could not take away. Never versions, seeds,
 * offsets and sizes.
 */
export function fineSignature(verdict: Verdict, value: Case): string | undefined {
  const fault = faultOf(verdict);
  if (fault === undefined) return undefined;
  const recipe = chainOf(value);
  const at = placeOf(verdict);
  const attributes = list(', with ', attributesOf(recipe, value.queries[0] ?? []));
  if (at === undefined) return fault + attributes + damage(recipe, verdict);
  const after = at > 0n ? `, after ${columnText(recipe, at - 1n)}` : '';
  return `${fault} in ${columnText(recipe, at)}${after}${borders(recipe, at)}${attributes}${damage(recipe, verdict)}`;
}

/**
 * The state that decides at the first differing byte, where a difference has a place. In a context of NBD a layer that has
 * ended owns what lies behind.
 */
export function decidingState(verdict: Verdict, value: Case): ColumnState | undefined {
  const column = decidingColumn(verdict, value);
  if (column === undefined) return undefined;
  return column.at(-1) === 'end' && requestsContext(value.queries[0] ?? []) ? 'end' : decidingStateOf(column);
}

/** The column at the first differing byte, where a difference has a place: top first, down to the layer that decides. */
export function decidingColumn(verdict: Verdict, value: Case): ColumnState[] | undefined {
  const at = placeOf(verdict);
  return at === undefined ? undefined : columnAt(chainOf(value), at);
}

/** Of a case with one query. */
function chainOf({ recipe, queries }: Case): Recipe {
  return mappedChain(recipe, queries[0] ?? []);
}

/** Guest offset (bytes) of the first difference; undefined where it has none, as in a refusal. */
export function placeOf(verdict: Verdict): bigint | undefined {
  if (!('difference' in verdict)) return undefined;
  return 'at' in verdict.difference ? verdict.difference.at : undefined;
}

/** The difference of a relation, or the rule that is broken, without its place. */
export function describeRelationDifference(difference: RelationDifference): string {
  return difference.kind === 'rule' ? difference.rule : describeDifference(difference);
}

/** The difference without its place and numbers. */
export function describeDifference(difference: Difference): string {
  switch (difference.kind) {
    case 'exit':
      return `exit (${withoutMessage(difference.left)} / ${withoutMessage(difference.right)})${refusal(difference.said)}`;
    case 'stderr':
      return `stderr (${general(difference.left)} / ${general(difference.right)})`;
    case 'field':
      return difference.left === undefined
        ? `field ${difference.field}`
        : `field ${difference.field} (${difference.left} / ${difference.right})`;
    case 'coverage':
    case 'cut':
    case 'text':
      return difference.kind;
  }
}

/** `thrown TypeError`, without what it said. */
function withoutMessage(end: string): string {
  return end.split(':', 1)[0]!;
}

function refusal(said: string | undefined): string {
  return said === undefined ? '' : `: ${general(said)}`;
}

/** Numbers and quoted names, which may have an apostrophe, say where, not what. */
function general(text: string): string {
  const line = text.trim().replaceAll('\n', ' ⏎ ') || 'nothing';
  return line.replaceAll(/'(?:[^']|'(?=\w))*'/g, 'NAME').replaceAll(/0x[0-9a-f]+|\d+/g, 'N');
}

/** `unallocated/data`, top first; layers alike are said once. */
function columnText(recipe: Recipe, at: bigint): string {
  return columnAt(recipe, at)
    .filter((state, depth, column) => state !== column[depth - 1])
    .join('/');
}

function borders(recipe: Recipe, at: bigint): string {
  return list(', at ', bordersAt(recipe, at));
}

/**
 * The edited fields, each once: where bytes or words stand doesn't matter. None where one side refuses, and says what is wrong:
 * an entry comes to be read by an edit of its own, of what leads to it, or of its bytes.
 */
function damage({ layers }: Recipe, verdict: Verdict): string {
  if ('difference' in verdict && 'said' in verdict.difference && verdict.difference.said.trim() !== '')
    return '';
  const edited = layers.flatMap(({ edits = [] }) =>
    edits.map(edit => (edit.field === 'header' ? `header.${edit.name}` : edit.field)),
  );
  return list(', damaged ', [...new Set(edited)].toSorted());
}

function list(before: string, words: readonly string[]): string {
  return words.length === 0 ? '' : before + words.join(', ');
}
