import { Bytes } from '../basics/bytes.ts';
import type { ImageFile } from './image-file.ts';

const pieceBytes = 65_536;

/** Where each piece is read to, which nobody looks at: one for all files, since a chain may have 5,000. */
let piece: Bytes | undefined;

/**
 * Reads a part of a file that a map doesn't need, or not yet: qemu reads whole tables when it opens an image, and refuses the
 * image if it can't. A whole table may be larger than the memory that a map may take.
 *
 * @param offset in bytes
 * @param length in bytes; none if it isn't above 0
 * @throws MapError `unreadable`
 */
export function readThrough(file: ImageFile, offset: number, length: number): void {
  if (length <= 0) return;
  piece ??= new Bytes(pieceBytes);
  const end = Math.min(offset + length, file.length);
  for (let at = offset; at < end; at += piece.length)
    file.readInto(end - at < piece.length ? piece.subarray(0, end - at) : piece, at);
}
