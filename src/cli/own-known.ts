import { existsSync, realpathSync } from 'node:fs';
import { HarnessError } from '../harness/basics/harness-error.ts';
import { inProcess } from '../harness/parties/subject/in-process.ts';
import type { Subject } from '../harness/parties/subject/subject.ts';
import { knownFile } from './arguments.ts';

/**
 * Refuses the project's own file of known findings, however it is spelled, for another subject than our map.
 *
 * @throws HarnessError `bad-known`
 */
export function refuseOurKnown(subject: Subject, path: string): void {
  const isOurs = existsSync(path) && existsSync(knownFile) && realpathSync(path) === realpathSync(knownFile);
  if (subject === inProcess || !(isOurs || path === knownFile)) return;
  throw new HarnessError('bad-known', `${path} has the findings of map-parity, not of other subjects`, {
    next: 'Name a file of your own by --known, here and in run.',
  });
}
