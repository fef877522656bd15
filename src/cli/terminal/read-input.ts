import { readFileSync } from 'node:fs';
import { HarnessError } from '../../harness/basics/harness-error.ts';
import { strerror } from '../../map/file/strerror.ts';

/**
 * Reads a file that is named on the command line; `-` is stdin.
 *
 * @throws HarnessError `bad-file`
 */
export function readInput(path: string): Buffer {
  try {
    return readFileSync(path === '-' ? 0 : path);
  } catch (cause) {
    throw new HarnessError('bad-file', `${path}: ${strerror(cause) ?? (cause as Error).message}`, {
      cause,
    });
  }
}
