import { PictureError } from '../../../generators/recipe/picture/text/picture-error.ts';
import { WriteError } from '../../../generators/write/write-error.ts';
import { toText } from '../../map/basics/byte-string.ts';
import { MapParityError, Refusal } from '../../map/basics/error.ts';
import { strerror } from '../../map/file/strerror.ts';

/** What a person is told of a failure, and the exit status: 2 where their input is wrong, 3 where the run failed. */
export interface Failure {
  /** One line, but for a mistake in a picture, which is shown below it, and for hints of qemu-img. */
  readonly lines: readonly string[];
  readonly status: 2 | 3;
}

/** Puts any thrown value into words, without a stack trace. */
export function explainFailure(error: unknown): Failure {
  if (error instanceof PictureError) return { lines: pictureLines(error), status: 2 };
  if (error instanceof WriteError) return failure(error.message, '', 2);
  if (error instanceof Refusal) return refusal(error);
  if (error instanceof MapParityError) {
    const { message, next, exitStatus, cause } = error;
    return cause instanceof PictureError
      ? { lines: pictureLines(error), status: exitStatus }
      : failure(message, next, exitStatus);
  }
  const { code, message, name, path } = error as NodeJS.ErrnoException;
  const text = path === undefined ? message : `${path}: ${strerror(error) ?? message}`;
  if (code === 'ENOSPC') {
    const isScratch = path === undefined || /\/qemu-map-parity-/.test(path);
    const next = isScratch
      ? 'Free some space, or set TMPDIR to a folder on another file system.'
      : 'Free some space.';
    return failure(text, next, 3);
  }
  if (code === 'EFBIG')
    return failure(text, 'Raise the limit of the size of a file: ulimit -f unlimited.', 3);
  return code === undefined
    ? failure(`unexpected ${name}: ${message}`, 'This is a fault of map-parity: please report it.', 3)
    : failure(text, '', isOfName(code) ? 2 : 3);
}

/** Whether an error of the system is about what a name stands for: the command line gave it. */
function isOfName(code: string): boolean {
  return ['ENOENT', 'ENOTDIR', 'EISDIR', 'EEXIST', 'EACCES', 'EPERM', 'EROFS', 'ENAMETOOLONG'].includes(code);
}

/** qemu-img's text and its hints. */
function refusal({ message, hints, exitStatus }: Refusal): Failure {
  const isLocked = hints.some(hint => hint.startsWith('Is another process using the image'));
  const next = isLocked ? ['With -U it is read all the same, whatever that process writes meanwhile.'] : [];
  return { lines: [`map-parity: ${message}`, ...hints.map(toText), ...next], status: exitStatus };
}

function failure(message: string, next: string, status: 2 | 3): Failure {
  return { lines: [`map-parity: ${message}${next === '' ? '' : `. ${next}`}`], status };
}

/** A mistake in a picture has the picture and a caret below its first line. */
function pictureLines({ message }: Error): string[] {
  return `map-parity: ${message}`.split('\n');
}
