import type { Difference } from '../../answers/difference.ts';
import type { RelationDifference } from '../../verdict/relations/relation.ts';
import { general } from './general-words.ts';

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
export function passesLimit(difference: Difference | RelationDifference): boolean {
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
