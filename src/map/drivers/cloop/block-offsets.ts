import type { ImageFile } from '../../file/image-file.ts';
import type { CloopHeader } from './cloop-header.ts';

const offsetBytes = 8;

/** Where a compressed block is in the file, in bytes. The next offset is that of its end. */
export interface BlockOffsets {
  /** Where its own offset is. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
}

/** @throws MapError `unreadable` */
export function readOffsets(file: ImageFile, { offsetsAt }: CloopHeader, index: number): BlockOffsets {
  const at = offsetsAt + index * offsetBytes;
  const offsets = file.read(at, 2 * offsetBytes);
  const [start, end] = [0, offsetBytes].map(byte => Number(offsets.readBigUInt64BE(byte)));
  return { at, start: start!, end: end! };
}
