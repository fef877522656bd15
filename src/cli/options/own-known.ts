import { existsSync, realpathSync } from 'node:fs';
import { HarnessError } from '../../harness/basics/harness-error.ts';
import { readKnownFindings } from '../../harness/finding/store/known-findings.ts';
import { inProcess } from '../../harness/parties/subject/in-process.ts';
import type { Subject } from '../../harness/parties/subject/subject.ts';
import { visibleLine } from '../../map/basics/visible.ts';
import { knownFile } from './arguments/known-file.ts';

/**
 * Refuses a file of known findings that has those of another subject: each would count as one that passes now. That is the project's
 * own file, however it is spelled, for another subject than our map, and a file with entries that name another one.
 *
 * @throws HarnessError `bad-known`
 */
export function refuseKnownOfOthers(subject: Subject, path: string): void {
  const isOurs = existsSync(path) && existsSync(knownFile) && realpathSync(path) === realpathSync(knownFile);
  if (subject !== inProcess && (isOurs || path === knownFile)) {
    throw new HarnessError('bad-known', `${path} has the findings of map-parity, not of other subjects`, {
      next: 'Name a file of your own by --known, here and in run.',
    });
  }
  const name = subject === inProcess ? undefined : visibleLine(subject.name);
  const other = readKnownFindings(path).find(known => known.subject !== undefined && known.subject !== name);
  if (other === undefined) return;
  throw new HarnessError(
    'bad-known',
    `${path}, line ${other.line}: a finding of ${other.subject}, not of ${name ?? 'map-parity'}`,
    {
      next:
        name === undefined
          ? 'Name it by --subject, or another file by --known.'
          : 'Name another file by --known or, if it is the same program by another command, change its notes "subject:".',
    },
  );
}
