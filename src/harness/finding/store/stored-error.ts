import { join } from 'node:path';
import { visibleLine } from '../../../map/basics/visible.ts';
import { makeFolder } from '../../files/output-folder.ts';
import { writeAtomically } from '../../files/write-atomically.ts';
import { digest, failureOf } from './stored-finding.ts';

/** The folder below that of the findings for cases in which an oracle failed. They are no findings: no run replays them. */
export const errorsFolder = 'oracle-errors';

/**
 * Stores a case in which an oracle failed, in a file that is named for the error and the case, so that runs can share the folder.
 *
 * @param root the folder of findings
 * @param text the case as `foundText` gives it
 * @returns the path of the file, or why it could not be written
 */
export function storeError(
  root: string,
  error: string,
  text: string,
): { readonly path: string } | { readonly unkept: string } {
  const folder = join(root, errorsFolder);
  const noted = `# oracle error: qemu-img ${visibleLine(error)}\n${text}`;
  const path = join(folder, `${digest(noted)}.case`);
  const unkept = failureOf(folder, () => {
    makeFolder(folder);
    writeAtomically(path, noted);
  });
  return unkept === undefined ? { path } : { unkept };
}
