import { readFileSync } from 'node:fs';
import { MapParityError } from '../map/basics/error.ts';
import { strerror } from '../map/file/strerror.ts';

/**
 * The bytes of a file that is named on the command line; `-` is stdin.
 *
 * @throws MapParityError `bad-file`
 */
export function readInput(path: string): Buffer {
  try {
    return readFileSync(path === '-' ? 0 : path);
  } catch (cause) {
    throw new MapParityError('bad-file', `${path}: ${strerror(cause) ?? (cause as Error).message}`, {
      cause,
    });
  }
}
