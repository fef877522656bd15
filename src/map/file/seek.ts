import { koffi } from './koffi.ts';

/**
 * Finds the next data, or the next hole, at or after `offset` of an open file, in bytes. `past-end`: there is none
 * before the end of the file. `failed`: the file system can't tell.
 */
export type Seek = (fd: number, offset: number) => number | 'past-end' | 'failed';

/** Finds data and holes of files. */
export interface HoleSeeker {
  readonly data: Seek;
  readonly hole: Seek;
}

const ENXIO = 6;
const whence = process.platform === 'darwin' ? { data: 4, hole: 3 } : { data: 3, hole: 4 };

let loaded: { seeker: HoleSeeker | undefined } | undefined;

/** lseek(2) with SEEK_DATA and SEEK_HOLE, which Node lacks; undefined if koffi can't be loaded. */
export function holeSeeker(): HoleSeeker | undefined {
  loaded ??= { seeker: load() };
  return loaded.seeker;
}

function load(): HoleSeeker | undefined {
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
  return { data: seek(whence.data), hole: seek(whence.hole) };
}
