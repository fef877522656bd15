import type { Recipe } from '../../../generators/recipe/recipe.ts';
import { columnAt } from './column.ts';
import type { Difference } from './difference.ts';
import type { Verdict } from './judge.ts';

/**
 * What kind of fault a verdict shows: blame, difference and the state that decides at the differing byte, without
 * versions, seeds, offsets and sizes. A campaign reports one finding of a kind, and reduction keeps the kind. Undefined
 * for verdicts that are no findings.
 */
export function findingKind(verdict: Verdict, recipe: Recipe): string | undefined {
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
      return `exit (${withoutMessage(difference.left)} / ${withoutMessage(difference.right)})`;
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

/** Numbers and quoted names say where, not what. */
function general(text: string): string {
  const line = text.trim().replaceAll('\n', ' ⏎ ') || 'nothing';
  return line.replaceAll(/'[^']*'/g, 'NAME').replaceAll(/0x[0-9a-f]+|\d+/g, 'N');
}

function decider(difference: Difference, recipe: Recipe): string {
  return 'at' in difference ? ` in ${columnAt(recipe, difference.at).at(-1)}` : '';
}
