import { faultOf } from '../../finding/signature/fault.ts';
import type { StoredFinding } from '../../finding/store/finding-folder.ts';
import { requestsContext } from '../../parties/oracle/nbd/nbd-query.ts';
import { defaultLimits, type StartLimits } from '../../parties/oracle/program.ts';
import type { Subject } from '../../parties/subject/subject.ts';
import type { Check } from '../../verdict/check.ts';
import { commandLine, shownPath } from '../words/command-line.ts';

/** The last lines of the report of a finding: how to replay it, how to report it to qemu, and where it stands as it was found. */
export function findingCommands(
  stored: StoredFinding,
  foundAs: string | undefined,
  check: Check,
  subject: Subject,
): string[] {
  // The difference of the case as it was found, if that of the reduced case is another.
  const isAnother = foundAs !== undefined && !foundAs.startsWith(faultOf(check.verdict)!);
  return [
    `replay: ${replayCommand(stored.reduced, subject, check.oracle?.name)}`,
    ...bugReportLine(stored, check),
    `as it was found: ${shownPath(stored.found)}${isAnother ? ` (${foundAs})` : ''}`,
  ];
}

/**
 * The command that shows a finding again: the case, the subject, and the oracle that showed it (none for a relation).
 *
 * @param limits those of the run, where an answer may show nothing but that it took too long
 */
export function replayCommand(
  path: string,
  subject: Subject,
  oracle: string | undefined,
  { milliseconds }: StartLimits = defaultLimits,
): string {
  const only = oracle === undefined ? [] : ['--oracle', shownPath(oracle)];
  const timeout = milliseconds === defaultLimits.milliseconds ? [] : ['--timeout', `${milliseconds / 1000}s`];
  return commandLine('try', shownPath(path), ...subject.options, ...only, ...timeout);
}

/** Nothing for contexts of NBD, which need a server, and for relations, in which qemu-img takes no part. */
function bugReportLine({ reduced }: StoredFinding, { query, oracle, verdict }: Check): string[] {
  if (requestsContext(query) || 'relation' in verdict) return [];
  const { version, vendor } = oracle?.profile ?? {};
  const profile = version === undefined ? [] : ['--profile', [version, vendor].filter(Boolean).join('-')];
  return [`for a bug report: ${commandLine('reproduce', shownPath(reduced), ...profile)}`];
}
