import { statSync } from 'node:fs';
import { type ByteString, toByteString } from '../../../basics/byte-string.ts';
import { MapError } from '../../../basics/error.ts';
import { namesOf } from '../paths/path-names.ts';
import { realPath } from '../paths/real-path.ts';
import { toBuffer } from '../paths/to-buffer.ts';

/** A folder in which files may be opened, by its two paths from the root. */
export interface AllowedFolder {
  /** As it was given, with its links and `..`. */
  readonly given: readonly ByteString[];
  /** Without links and `..`. */
  readonly real: readonly ByteString[];
}

const next = 'Name a folder that exists, by its absolute path.';

/**
 * Finds a folder.
 *
 * @param path absolute; a relative one would depend on the folder that a process happens to be in
 * @throws MapError `bad-folder` if it is no absolute path of a folder
 */
export function findAllowedFolder(path: string): AllowedFolder {
  const isNot = (what: string, cause?: unknown) =>
    new MapError('bad-folder', `the allowed folder '${path}' ${what}`, { next, cause });
  if (!path.startsWith('/')) throw isNot('is not an absolute path');
  const given = toByteString(path);
  try {
    const real = realPath(given);
    if (isSameFolder(given, real)) return { given: folderNames(given), real: folderNames(real) };
  } catch (cause) {
    throw isNot('cannot be found', cause);
  }
  throw isNot('is not a folder of this file system');
}

/** Whether both paths lead to one folder. The links of /proc lead elsewhere than their text says. */
function isSameFolder(one: ByteString, other: ByteString): boolean {
  const [first, second] = [one, other].map(path => statSync(toBuffer(path), { bigint: true }));
  return first!.isDirectory() && first!.dev === second!.dev && first!.ino === second!.ino;
}

function folderNames(path: ByteString): ByteString[] {
  return namesOf(path).filter(name => name !== '.');
}
