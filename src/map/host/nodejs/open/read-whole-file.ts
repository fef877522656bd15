import { closeSync, constants, fstatSync, readFileSync } from 'node:fs';
import type { ByteString } from '../../../basics/byte-string.ts';
import { strerror } from '../../../file/strerror.ts';
import { type FailedStep, WholeFileError } from '../../../file/whole-file-error.ts';
import { type OpenFileOptions, openFile } from './open-file.ts';

/** Why a file can't be found, or may not be read. All other errors of open(2) are those of a file that access(2) approves of. */
const unfound = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'ELOOP', 'ENAMETOOLONG']);

/**
 * All bytes of a file.
 *
 * @throws WholeFileError
 * @throws Confined if the file lies outside of the allowed folders
 */
export function readWholeFile(name: ByteString, options: OpenFileOptions): Buffer {
  const descriptor = orFailure(
    name,
    () => openFile(name, constants.O_RDONLY, options),
    code => (unfound.has(code) ? 'find' : 'open'),
  );
  try {
    return orFailure(
      name,
      () => readFileSync(descriptor),
      () => stepOfRead(descriptor),
    );
  } finally {
    closeSync(descriptor);
  }
}

function orFailure<T>(name: ByteString, work: () => T, stepOf: (code: string) => FailedStep): T {
  try {
    return work();
  } catch (error) {
    const reason = strerror(error);
    if (reason === undefined) throw error;
    throw new WholeFileError(name, stepOf((error as NodeJS.ErrnoException).code ?? ''), reason);
  }
}

function stepOfRead(descriptor: number): FailedStep {
  const stat = fstatSync(descriptor);
  return stat.isFile() && stat.size > 0 ? 'read at once' : 'read';
}
