import { printCase } from '../../../generators/recipe/picture/print-case.ts';
import { quoted } from '../../../generators/script/shell.ts';
import { visibleLine } from '../../map/basics/visible.ts';
import type { ReducedFinding } from '../finding/investigate.ts';
import { faultOf } from '../finding/signature/signature.ts';
import type { StoredFinding } from '../finding/store/finding-folder.ts';
import type { VersionsShowing } from '../finding/versions-showing.ts';
import type { Oracle } from '../parties/oracle/oracle.ts';
import type { Subject } from '../parties/subject/subject.ts';
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
  foundAs,
  subject,
  versions,
}: ReducedFinding): string {
  const lines = [
    `finding: ${signature}`,
    ...printCase(smallest).split('\n'),
    ...checkLines(smallest.recipe, check, folder),
    ...versionsLine(versions),
    ...(stored.unstored === undefined ? storedLines(check, stored, foundAs, subject) : []),
    '',
  ];
  return lines.map(visibleLine).join('\n');
}

/** `shown by qemu-img 7.2, 10.0, first in 7.2; not by 5.2`: oldest first; no line if no qemu-img was asked. */
function versionsLine({ showing, others }: VersionsShowing): string[] {
  const names = (oracles: readonly Oracle[]): string => oracles.map(nameWithVersion).join(', ');
  const [first] = showing;
  if (first === undefined) return [];
  const rest = others.length === 0 ? '' : `; not by ${names(others)}`;
  return [`shown by qemu-img ${names(showing)}, first in ${nameWithVersion(first)}${rest}`];
}

/** `7.2`, `build/qemu-img (7.2.5)`. */
function nameWithVersion({ name, manifest, profile }: Oracle): string {
  return manifest === undefined ? `${name} (${profile.version})` : name;
}

/** The commands that take the stored cases. */
function storedLines(
  { verdict }: Check,
  stored: StoredFinding,
  foundAs: string | undefined,
  subject: Subject,
): string[] {
  // The difference of the case as it was found, if that of the reduced case is another.
  const isAnother = foundAs !== undefined && !foundAs.startsWith(faultOf(verdict)!);
  return [
    [`replay: ${commandName} try`, stored.reduced, ...subject.options.map(quoted)].join(' '),
    `for a bug report: ${commandName} reproduce ${stored.reduced}`,
    `as it was found: ${stored.found}${isAnother ? ` (${foundAs})` : ''}`,
  ];
}
