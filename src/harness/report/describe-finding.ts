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
 * The report of a finding: the picture of the chain, the query, both sides at the first difference, the table entries at
 * that offset, and the command that replays the case.
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
    `as it was found: ${stored.found}${differenceAsFound(check, stored)}`,
    '',
  ].join('\n');
}

/** The difference of the case as it was found, if that of the reduced case is another. */
function differenceAsFound({ verdict }: Check, { found }: StoredFinding): string {
  const coarse = storedSignature(readCase(found));
  return coarse.startsWith(faultOf(verdict)!) ? '' : ` (${coarse})`;
}
