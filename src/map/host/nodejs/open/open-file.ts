import { openSync } from 'node:fs';
import type { ByteString } from '../../../basics/byte-string.ts';
import type { Referrer } from '../../../file/confined.ts';
import type { Confinement } from '../confinement/confinement.ts';
import { inDirectory } from '../paths/path-names.ts';
import { toPath } from '../paths/to-buffer.ts';

/** Where files are opened. */
export interface FilePlace {
  /** The folder that relative names start from. Absent: the working directory. */
  readonly directory?: ByteString;
  /** The folders in which files may be opened. Absent: all. */
  readonly confinement?: Confinement;
}

/** Where a file may be opened, and on whose behalf. */
export interface OpenFileOptions extends FilePlace {
  /** What names the file, for the error of a confinement. Absent: `the image`. */
  readonly referrer?: Referrer;
}

/**
 * Opens a file of the host.
 *
 * @param flags those of open(2)
 * @returns the descriptor
 * @throws Confined if the file lies outside of the allowed folders
 * @throws the error of the system if it can't be opened
 */
export function openFile(name: ByteString, flags: number, options: OpenFileOptions): number {
  const { directory, confinement, referrer = 'the image' } = options;
  if (confinement !== undefined) return confinement.open(name, directory, flags, referrer);
  return openSync(toPath(inDirectory(name, directory)), flags);
}
