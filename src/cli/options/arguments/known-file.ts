import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { HarnessError } from '../../../harness/basics/harness-error.ts';
import { goldenFolder } from '../../../harness/runs/golden/golden-cases.ts';
import { existingFile } from './existing-file.ts';

/** The default file of known findings: the project's own, relative to the working directory. */
export const knownFile: string = relative('.', join(goldenFolder, 'known-findings.txt'));

/**
 * The path of an existing file of known findings.
 *
 * @throws HarnessError `bad-known` if it doesn't exist
 */
export function fileOfKnown(path: string): string {
  if (existsSync(path)) return existingFile(path);
  throw new HarnessError('bad-known', `${path}: No such file or directory`, {
    next: 'The command known add makes it. Until there is one, leave --known out, also of map-parity.json.',
  });
}
