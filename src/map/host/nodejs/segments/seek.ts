import { errnoText } from '../c-library/errno-text.ts';
import { koffi } from '../c-library/koffi.ts';

/**
 * Finds the next data, or the next hole, at or after `offset` of an open file, in bytes. `past-end`: there is none
 * before the end of the file. `failed`: the file system can't tell.
 */
export type Seek = (fd: number, offset: number) => number | 'past-end' | 'failed';

/** Finds data and holes of files, and their ends. */
export interface Seeker {
  readonly data: Seek;
  readonly hole: Seek;
  /** The end of the file, in bytes, or the error of the system: procfs and terminals have none. */
  readonly end: (fd: number) => number | { readonly reason: string };
}

const ENXIO = 6;
const SEEK_END = 2;
const whence = process.platform === 'darwin' ? { data: 4, hole: 3 } : { data: 3, hole: 4 };

let loaded: { seeker: Seeker | undefined } | undefined;

/** lseek(2), which Node lacks; undefined if koffi can't be loaded. */
export function fileSeeker(): Seeker | undefined {
  loaded ??= { seeker: load() };
  return loaded.seeker;
}

function load(): Seeker | undefined {
  const library = koffi();
  if (library === undefined) return undefined;
  const lseek: (fd: number, offset: number | bigint, whence: number) => number | bigint = library
    .load(null)
    .func('int64_t lseek(int fd, int64_t offset, int whence)');
  const seek =
    (to: number): Seek =>
    (fd, offset) => {
      const found = lseek(fd, Number.isSafeInteger(offset) ? offset : BigInt(offset), to);
      if (found >= 0) return Number(found);
      return library.errno() === ENXIO ? 'past-end' : 'failed';
    };
  const end: Seeker['end'] = fd => {
    const found = lseek(fd, 0, SEEK_END);
    return found >= 0 ? Number(found) : { reason: errnoText(library.errno()) };
  };
  return { data: seek(whence.data), hole: seek(whence.hole), end };
}
