import { dataBit, noOffset, zeroBit } from '../../kernel/bits.ts';
import type { Run } from '../../kernel/run.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import { formatImage } from '../format/format-image.ts';
import type { NbdFile } from './nbd-file.ts';

const sector = 512;

/**
 * An export as an image, in whole sectors. The server says what is data and what reads as zeros, in any mixture; without a
 * metadata context all is data. The filler behind an export of an odd size is zeros.
 */
export function nbdImage(driver: string, file: NbdFile): ImageFormat {
  const { size, alignment, knowsStatus } = file.export;
  const virtualSize = Math.ceil(file.length / sector) * sector;
  const runAt = (offset: number, limit: number): Run => {
    const start = offset - (offset % alignment);
    if (!knowsStatus) return { start, end: virtualSize, kind: dataBit, offset: start };
    if (start >= size) return { start, end: virtualSize, kind: zeroBit, offset: noOffset };
    const end = Math.min(Math.ceil(limit / alignment) * alignment, virtualSize);
    const { length, hasData, isZero } = file.statusAt(start, end - start);
    const kind = (hasData ? dataBit : 0) | (isZero ? zeroBit : 0);
    return { start, end: start + length, kind, offset: kind === 0 ? noOffset : start };
  };
  return { ...formatImage({ driver, file, virtualSize, runAt }), requestAlignment: alignment };
}
