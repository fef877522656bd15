import { statSync } from 'node:fs';
import { HarnessError } from '../../../harness/basics/harness-error.ts';

/**
 * The path of an existing file.
 *
 * @throws HarnessError `bad-file` for a folder; the error of the system if it doesn't exist
 */
export function existingFile(path: string): string {
  if (!statSync(path).isDirectory()) return path;
  throw new HarnessError('bad-file', `${path} is a folder`);
}
