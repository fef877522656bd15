import type { Recipe } from '../../../generators/recipe/recipe.ts';
import { columnAt } from './column.ts';
import type { Difference } from './difference.ts';
import type { Verdict } from './judge.ts';

/**
 * What kind of fault a verdict shows on a chain: the fault, and the damaged fields, where there are any. A campaign
 * reports one finding of a kind, and reduction keeps the kind. Undefined for verdicts that are no findings.
 */
export function findingKind(verdict: Verdict, recipe: Recipe): string | undefined {
  const fault = faultKind(verdict, recipe);
  return fault === undefined ? undefined : fault + damage(recipe);
}

/**
 * The fault alone: blame, difference and the state that decides at the differing byte, without versions, seeds, offsets
 * and sizes.
 */
export function faultKind(verdict: Verdict, recipe: Recipe): string | undefined {
  switch (verdict.kind) {
    case 'divergence':
      return `${verdict.blame}: ${describeDifference(verdict.difference)}${decider(verdict.difference, recipe)}`;
    case 'model-error':
      return `model: ${describeDifference(verdict.difference)}${decider(verdict.difference, recipe)}`;
    case 'crash':
      return `qemu: crash ${verdict.signal}`;
    default:
      return undefined;
  }
}

/** The difference without its place and numbers. */
export function describeDifference(difference: Difference): string {
  switch (difference.kind) {
    case 'exit':
      return `exit (${withoutMessage(difference.left)} / ${withoutMessage(difference.right)})${refusal(difference.said)}`;
    case 'stderr':
      return `stderr (${general(difference.left)} / ${general(difference.right)})`;
    case 'field':
      return `field ${difference.field}`;
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

/** Numbers and quoted names say where, not what. */
function general(text: string): string {
  const line = text.trim().replaceAll('\n', ' ⏎ ') || 'nothing';
  return line.replaceAll(/'[^']*'/g, 'NAME').replaceAll(/0x[0-9a-f]+|\d+/g, 'N');
}

function decider(difference: Difference, recipe: Recipe): string {
  return 'at' in difference ? ` in ${columnAt(recipe, difference.at).at(-1)}` : '';
}

/** The edited fields, each once: where bytes or words stand doesn't matter. */
function damage({ layers }: Recipe): string {
  const edited = layers.flatMap(({ edits = [] }) =>
    edits.map(edit => (edit.field === 'header' ? `header.${edit.name}` : edit.field)),
  );
  return edited.length === 0 ? '' : `, damaged ${[...new Set(edited)].toSorted().join(', ')}`;
}
