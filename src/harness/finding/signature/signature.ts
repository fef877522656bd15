import { type ColumnState, columnAt, decidingStateOf } from '../../../../generators/recipe/column.ts';
import { mappedChain } from '../../../../generators/recipe/mapped-chain.ts';
import type { Case, Recipe } from '../../../../generators/recipe/recipe.ts';
import { visibleLine } from '../../../map/basics/visible.ts';
import type { Difference } from '../../answers/difference.ts';
import { withoutStackTrace } from '../../answers/stack-trace.ts';
import { requestsContext } from '../../parties/oracle/nbd-query.ts';
import type { Verdict } from '../../verdict/judge.ts';
import type { RelationDifference } from '../../verdict/relations/relation.ts';
import { attributesOf } from './attributes.ts';
import { bordersAt } from './borders.ts';

/**
 * The fault that a verdict shows: blame and difference, without place and numbers, like `subject: field depth`. Undefined for a
 * verdict that is no finding.
 */
export function faultOf(verdict: Verdict): string | undefined {
  switch (verdict.kind) {
    case 'divergence':
      return `${verdict.blame}: ${describeDifference(verdict.difference)}`;
    case 'model-error':
      return `model: ${describeDifference(verdict.difference)}`;
    case 'crash':
      return `qemu: crash ${describeCrash(verdict)}`;
    case 'broken':
      return `relation ${verdict.relation.name}: ${describeRelationDifference(verdict.difference)}`;
    default:
      return undefined;
  }
}

/** How a program crashed: the signal, and the assertion that failed. The function and the line of that differ between versions. */
export function describeCrash({ signal, assertion }: Extract<Verdict, { kind: 'crash' }>): string {
  return assertion === undefined ? signal : `${signal}: ${visibleLine(assertion)}`;
}

/** The failed assertion in the signature of a crash; undefined if there is none. */
export function assertionIn(signature: string): string | undefined {
  return /^qemu: crash \w+: (.*?)(?:, with [^&|]*)?(?:, damaged [^&|]*)?$/.exec(signature)?.[1];
}

/** The first words of a signature or a fault: who is to blame, or `relation` and the name of the one that is broken. */
export function blameIn(signature: string): string {
  return signature.split(':', 1)[0]!;
}

/** The blame as `blameIn`, by a verdict. */
export function blameOf(verdict: Verdict): string | undefined {
  const fault = faultOf(verdict);
  return fault === undefined ? undefined : blameIn(fault);
}

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

/**
 * The state that decides at the first differing byte; undefined when the difference has no place. In a context of NBD a layer
 * that has ended owns the bytes past its end.
 */
export function decidingState(verdict: Verdict, value: Case): ColumnState | undefined {
  const column = decidingColumn(verdict, value);
  if (column === undefined) return undefined;
  return column.at(-1) === 'end' && requestsContext(value.queries[0] ?? []) ? 'end' : decidingStateOf(column);
}

/** The column at the first differing byte; undefined when the difference has no place. */
function decidingColumn(verdict: Verdict, value: Case): ColumnState[] | undefined {
  const at = placeOf(verdict);
  return at === undefined ? undefined : columnAt(chainOf(value), at);
}

/** The layers that the one query of a case maps. */
function chainOf({ recipe, queries }: Case): Recipe {
  return mappedChain(recipe, queries[0] ?? []);
}

/** Guest offset (bytes) of the first difference; undefined when it has no place, as in a refusal. */
export function placeOf(verdict: Verdict): bigint | undefined {
  if (!('difference' in verdict)) return undefined;
  return 'at' in verdict.difference ? verdict.difference.at : undefined;
}

/** The difference that breaks a relation, or the broken rule, without its place. */
export function describeRelationDifference(difference: RelationDifference): string {
  return difference.kind === 'rule' ? difference.rule : describeDifference(difference);
}

/** The difference without its place and numbers. */
export function describeDifference(difference: Difference): string {
  switch (difference.kind) {
    case 'exit':
      return (
        failure(difference) ??
        `exit (${withoutMessage(difference.left)} / ${withoutMessage(difference.right)})${refusal(difference.message)}`
      );
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

/**
 * Why one side gave no answer, in words, like `failed: no answer in time`; undefined when both gave one. What hangs, floods or throws
 * does so for a cause of its own, whatever the other side says.
 */
function failure({ left, right }: Extract<Difference, { kind: 'exit' }>): string | undefined {
  const [, why] = /^thrown (.*)/s.exec([left, right].find(end => end.startsWith('thrown ')) ?? '') ?? [];
  return why && `failed: ${general(withoutMessage(why)).replace(/ within N m?s$/, ' in time')}`;
}

/** Whether a difference is that one side passed a limit of its answer: it hangs or floods. */
function passesLimit(difference: Difference | RelationDifference): boolean {
  const why = difference.kind === 'exit' ? failure(difference) : undefined;
  return why !== undefined && /^failed: (?:no (?:end|answer) in time|more than N \w+ of output)$/.test(why);
}

/** How a program ended without its message, like `TypeError`. */
function withoutMessage(end: string): string {
  return end.split(':', 1)[0]!;
}

function refusal(message: string | undefined): string {
  return message === undefined ? '' : `: ${general(message)}`;
}

/** Characters of a message that are read for a signature, and those that go into it: a program may print megabytes. */
const most = { read: 65_536, kept: 1000 };

/**
 * What a program refused, in the words of its stderr: without numbers and names, and without the images on the way to it, like a backing
 * file that could not be opened.
 */
export function refusalIn(stderr: string): string {
  return general(stderr).replaceAll(/(?:qemu-img: )?Could not open (?:NAME|backing file): /g, '');
}

/**
 * The path of an image as a subject gets it, in any quotes or in none. Each run has its images in another folder. It is looked for
 * at the beginnings of words only: the text may be long.
 */
const scratchPath =
  /(?<![^\s(=])(?:"[^"\n]*\/qemu-map-parity-[^"\n]*"|'[^'\n]*\/qemu-map-parity-[^'\n]*'|[^\s'"(=]*\/qemu-map-parity-[^\s'":,;)]*)/g;

/** A number in any spelling. Without `0x` a word of hexadecimal digits is one if it has four of them and one is decimal, as in an address. */
const number = /0x[0-9a-f]+|\b(?=[a-f]*\d)[0-9a-f]{4,}\b|\d+/gi;

/**
 * A message without its numbers and quoted names: these say where a fault is, not what it is. A name may have an apostrophe.
 * It is one line of text whatever a program prints, zero bytes and control characters too, so that it can be stored and read back.
 */
function general(text: string): string {
  const line = withoutStackTrace(text.slice(0, most.read)).trim().replaceAll('\n', ' ⏎ ') || 'nothing';
  const words = line
    .replaceAll(scratchPath, 'NAME')
    .replaceAll(/'(?:[^']|'(?=\w))*'/g, 'NAME')
    .replaceAll(number, 'N');
  return visibleLine(words.slice(0, most.kept));
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
