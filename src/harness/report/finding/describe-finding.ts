import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import { visibleLine } from '../../../map/basics/visible.ts';
import type { ReducedFinding } from '../../finding/investigate.ts';
import { type StoredFinding, signatureAsFound } from '../../finding/store/finding-folder.ts';
import type { VersionsShowing } from '../../finding/versions-showing.ts';
import type { Oracle } from '../../parties/oracle/oracle.ts';
import type { Subject } from '../../parties/subject/subject.ts';
import type { Check } from '../../verdict/check.ts';
import { checkLines } from './check-lines.ts';
import { findingCommands } from './finding-commands.ts';

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
    ...(stored.unstored === undefined ? findingCommands(stored, foundAs, check, subject) : []),
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

/**
 * A stored report with its last lines made anew: the folder of the findings, the subject and the oracle may have other names
 * than in the run that wrote it.
 */
export function renewReport(report: string, stored: StoredFinding, check: Check, subject: Subject): string {
  const foundAs = signatureAsFound(stored);
  const [body = ''] = report.split(/^replay: /m, 1);
  return `${body}${findingCommands(stored, foundAs, check, subject).map(visibleLine).join('\n')}\n`;
}
