import { printCase } from '../../../generators/recipe/picture/print-case.ts';
import { quoted } from '../../../generators/script/shell.ts';
import { readCase } from '../files/read-case.ts';
import type { ReducedFinding } from '../finding/investigate.ts';
import { faultOf } from '../finding/signature/signature.ts';
import { type StoredFinding, storedSignature } from '../finding/store/stored-finding.ts';
import type { Check } from '../verdict/check.ts';
import { checkLines } from './check-lines.ts';
import { commandName } from './command-name.ts';

/**
 * The report of a finding: the chain as a picture, the query, what each side says at the first difference, the table
 * entry behind it, and the command that replays it.
 */
export function describeFinding({
  signature,
  smallest,
  check,
  folder,
  stored,
  subject,
}: ReducedFinding): string {
  return [
    `finding: ${signature}`,
    printCase(smallest),
    ...checkLines(smallest.recipe, check, folder),
    [`replay: ${commandName} try`, stored.reduced, ...subject.options.map(quoted)].join(' '),
    `for a bug report: ${commandName} reproduce ${stored.reduced}`,
    `as it was found: ${stored.found}${metOtherwise(check, stored)}`,
    '',
  ].join('\n');
}

/** What the case showed as it was found, where its reduction came to another difference. */
function metOtherwise({ verdict }: Check, { found }: StoredFinding): string {
  const coarse = storedSignature(readCase(found));
  return coarse.startsWith(faultOf(verdict)!) ? '' : ` (${coarse})`;
}
