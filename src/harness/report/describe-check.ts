import { printCase } from '../../../generators/recipe/picture/print-case.ts';
import type { Case } from '../../../generators/recipe/recipe.ts';
import { quoted } from '../../../generators/script/shell.ts';
import type { StoredFinding } from '../store/finding.ts';
import type { Subject } from '../subject/subject.ts';
import type { Check } from '../verdict/check.ts';
import { faultOf } from '../verdict/signature.ts';
import { checkLines } from './check-lines.ts';

/**
 * The report of a finding: the chain as a picture, the query, what each side says at the first difference, the table
 * entry behind it, and the command that replays it.
 *
 * @param metAs the fault as it showed when it was found
 */
export function describeCheck(
  signature: string,
  value: Case,
  check: Check,
  folder: string,
  stored: StoredFinding,
  metAs: string,
  subject: Pick<Subject, 'options'>,
): string {
  return [
    `finding: ${signature}`,
    printCase(value),
    ...checkLines(value.recipe, check, folder),
    ['replay: map-parity try', stored.reduced, ...subject.options.map(quoted)].join(' '),
    `for a bug report: map-parity reproduce ${stored.reduced}`,
    `as it was found: ${stored.found}${metAs === faultOf(check.verdict) ? '' : ` (${metAs})`}`,
    '',
  ].join('\n');
}
