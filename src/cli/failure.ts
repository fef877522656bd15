import { tmpdir } from 'node:os';
import { PictureError } from '../../generators/recipe/picture/picture-error.ts';
import { WriteError } from '../../generators/write/write-error.ts';
import { MapParityError } from '../map/basics/error.ts';
import { strerror } from '../map/file/strerror.ts';

/** What a person is told of a failure, and the exit status: 2 where their input is wrong, 3 where the run failed. */
export interface Failure {
  /** One line, but for a mistake in a picture, which is shown below it. */
  readonly text: string;
  readonly status: 2 | 3;
}

/** Puts any thrown value into words, without a stack trace. */
export function explainFailure(error: unknown): Failure {
  if (error instanceof PictureError || error instanceof WriteError) return failure(error.message, '', 2);
  if (error instanceof MapParityError) return failure(error.message, error.next, error.exitStatus);
  const { code, message, name, path } = error as NodeJS.ErrnoException;
  const text = path === undefined ? message : `${path}: ${strerror(error) ?? message}`;
  if (code === 'ENOSPC') {
    // Only what is written in pieces, as the files of chains are, fails without a name.
    const isScratch = path === undefined || path.startsWith(tmpdir());
    const next = isScratch
      ? 'Free some space, or set TMPDIR to a folder on another file system.'
      : 'Free some space.';
    return failure(text, next, 3);
  }
  return code === undefined
    ? failure(`unexpected ${name}: ${message}`, 'This is a fault of map-parity: please report it.', 3)
    : failure(text, '', isOfName(code) ? 2 : 3);
}

/** Whether an error of the system is about what a name stands for: the command line gave it. */
function isOfName(code: string): boolean {
  return ['ENOENT', 'ENOTDIR', 'EISDIR', 'EEXIST', 'EACCES', 'EPERM', 'EROFS', 'ENAMETOOLONG'].includes(code);
}

function failure(message: string, next: string, status: 2 | 3): Failure {
  return { text: `map-parity: ${message}${next === '' ? '' : `. ${next}`}`, status };
}
