import { requireArgument } from '../basics/require-argument.ts';
import type { SourceFile } from './file-source.ts';

/** Bytes of a page: as many as an L2 table of the usual clusters has. */
const pageBytes = 65_536;
/** How many pages are kept of a file. */
const capacity = 16;

/**
 * The same file, read in whole pages of 64 KiB, of which the last 16 are kept: for files of which each read takes long, whatever its
 * length. A header is read in a dozen small parts. Reads of a page or more go to the file as they are.
 *
 * @throws MapError `bad-argument` if it is none
 */
export function pagedFile(file: SourceFile): SourceFile {
  requireArgument(
    typeof file === 'object' && file !== null && typeof file.read === 'function',
    'the file must be an object with a method read',
  );
  const pages = new Map<number, Uint8Array>();
  const pageAt = (index: number): Uint8Array => {
    const known = pages.get(index);
    const start = index * pageBytes;
    const page = known ?? file.read(start, Math.min(pageBytes, file.length - start));
    // The page that was used last stands last in the map, and the first one goes.
    pages.delete(index);
    pages.set(index, page);
    if (pages.size > capacity) pages.delete(pages.keys().next().value!);
    return page;
  };
  return {
    length: file.length,
    ...(file.allocated !== undefined && { allocated: file.allocated }),
    ...(file.segmentAt && { segmentAt: offset => file.segmentAt!(offset) }),
    read(offset, length) {
      if (length >= pageBytes) return file.read(offset, length);
      const index = Math.floor(offset / pageBytes);
      const from = offset - index * pageBytes;
      const first = pageAt(index).subarray(from, from + length);
      if (from + length <= pageBytes) return first;
      const bytes = new Uint8Array(length);
      bytes.set(first);
      bytes.set(pageAt(index + 1).subarray(0, from + length - pageBytes), first.length);
      return bytes;
    },
    close: () => file.close?.(),
  };
}
